// Shows a page that has changed without loading it anew: nothing flashes, and it stays where it was scrolled to.
// livereload.js finds this by its name, and asks it before it reloads a page by itself.
"use strict";
(() => {
  let latest = 0;

  const styles = (page) => [...page.head.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href"));
  const lives = (page) => page.querySelector("script:not([type]):not([data-preview])") !== null;
  const root = (page) => `${page.documentElement.lang} ${page.documentElement.dir} ${styles(page)}`;

  async function show() {
    const mine = ++latest;
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== latest) return; // a later change has overtaken this one
    if (root(page) !== root(document) || lives(page)) {
      location.reload();
      return;
    }
    const [before, now] = [document, page].map((one) => one.querySelector(".backfile-faults"));
    if (before && now && before.textContent === now.textContent) now.open = before.open; // it was folded away
    document.title = page.title;
    document.body.replaceWith(page.body);
  }

  class Plugin {
    reload(path) {
      // Style sheets and pictures are exchanged by livereload.js, in the page as it is.
      if (/^(static|figures)\//.test(path) || lives(document)) return false;
      show().catch(() => location.reload());
      return true;
    }
  }
  Plugin.identifier = "backfile";
  Plugin.version = "1";
  window.LiveReloadPluginBackfile = Plugin;
})();
