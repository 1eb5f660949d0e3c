// Shows a changed page without reloading it: nothing flashes, and the page stays where it was scrolled to.
// livereload.js finds this plugin by its name and asks it before it reloads a page.
"use strict";
(() => {
  let latest = 0;

  const styles = (page) => [...page.head.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href"));
  const hasScript = (page) => page.querySelector("script:not([type]):not([data-preview])") !== null;
  const frame = (page) => `${page.documentElement.lang} ${page.documentElement.dir} ${styles(page)}`;

  async function show() {
    const number = ++latest;
    const response = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (number !== latest) return; // a later change has overtaken this one
    if (frame(page) !== frame(document) || hasScript(page)) {
      location.reload();
      return;
    }
    const [oldOverlay, overlay] = [document, page].map((root) => root.querySelector(".backfile-faults"));
    if (oldOverlay && overlay && oldOverlay.textContent === overlay.textContent) overlay.open = oldOverlay.open;
    document.title = page.title;
    document.body.replaceWith(page.body);
  }

  class Plugin {
    reload(path) {
      // Style sheets and pictures are exchanged by livereload.js within the page.
      if (/^(static|figures)\//.test(path) || hasScript(document)) return false;
      show().catch(() => location.reload());
      return true;
    }
  }
  Plugin.identifier = "backfile";
  Plugin.version = "1";
  window.LiveReloadPluginBackfile = Plugin;
})();
