"""The desk in the browser, `/_desk/`: questions with their evidence, and a button for each answer.

In: requests of the browser that has the preview open. Out: pages, and what a sitting was told to write. A GET changes
nothing. A POST has to bear the token of this preview and come from a page of its own; it names a question by its id and
an answer by its letter, and nothing in it is ever taken for a path.
"""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from functools import lru_cache
from http import HTTPStatus
from importlib.resources import files
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
from jinja2 import DictLoader, Environment, StrictUndefined
from tornado import web

from generator.desk.question import Kind, Question
from generator.desk_web import question_view, views
from generator.desk_web.desk_state import Sheet, Sitting, State
from generator.desk_web.guards import Address, Rule, is_ours
from generator.model.errors import GeneratorError
from generator.store import theme

T = TypeVar("T")

_PAGES = files("generator.desk_web") / "pages"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_TYPES = {"css": "text/css", "js": "text/javascript"}
# So many characters may be typed into a field: a reason, a date, the name of a publication.
_LONGEST = 1000
# What a preview may put at the end of its pages so that the desk is found; their policy lets it have this sheet.
LINK = (
    b'<link rel="stylesheet" href="/_desk/link.css">'
    b'<nav class="to-the-desk" aria-label="For editors"><a href="/_desk/">Desk</a></nav>'
)


class Shared(msgspec.Struct, frozen=True):
    """What the handlers of one preview share: where it is served, who sits at the desk, the token of its forms."""

    address: Address
    sitting: Sitting
    token: str


def handlers(address: Address, sitting: Sitting) -> list[Rule]:
    """The addresses of the desk and what answers them. Whatever is below it and is none of them leads nowhere."""
    shared = {"shared": Shared(address, sitting, secrets.token_urlsafe(32))}
    return [
        (r"/_desk/", _Overview, shared),
        (r"/_desk/q/([0-9a-f]{10})", _Question, shared),
        (r"/_desk/undo", _Undo, shared),
        (r"/_desk/(style\.css|desk\.css|link\.css|desk\.js)", _Asset, shared),
        (r"/_desk(?:/.*)?", _Nowhere, shared),
    ]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """The templates of the desk. They are the program's, not the archive's: nobody overrides what a button says."""
    sources = {page.name: page.read_text(encoding="utf-8") for page in _PAGES.iterdir() if page.name.endswith(".html")}
    made = Environment(
        loader=DictLoader(sources), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made.globals.clear()
    return made


async def _aside(work: Callable[[], T]) -> T:
    """The result of `work`, done in a thread, so that the preview answers while an answer waits for a build."""
    return await asyncio.get_running_loop().run_in_executor(None, work)


class _Desk(web.RequestHandler):
    """What all pages of the desk have in common: guards, headers, templates."""

    def initialize(self, shared: Shared) -> None:
        """Take what the handlers share."""
        self._shared = shared
        self._sitting = shared.sitting

    def set_default_headers(self) -> None:
        """No script, style or frame but our own; nothing kept by the browser, nothing told to other hosts."""
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse what is meant for another host, and what another site's page sends."""
        if not is_ours(self.request, self._shared.address):
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        if self.request.method == "POST" and not (self._is_from_us() and self._has_token()):
            raise web.HTTPError(HTTPStatus.FORBIDDEN)

    def _is_from_us(self) -> bool:
        """Whether the page that sends a form is of this preview: by its `Origin`, else by its address."""
        sent = self.request.headers.get("Origin") or self.request.headers.get("Referer") or ""
        try:
            page = urlsplit(sent)
        except ValueError:
            return False
        return page.scheme == "http" and page.netloc == self.request.host

    def _has_token(self) -> bool:
        """Whether a form has the token of this preview."""
        return secrets.compare_digest(self.get_body_argument("token", "").encode(), self._shared.token.encode())

    def _only(self) -> str:
        """The kind that alone is asked; empty where all are."""
        kind = self.get_query_argument("kind", "")
        return kind if kind in {one.value for one in Kind} else ""

    def _typed(self, name: str) -> str:
        """What was typed into a field, on one line."""
        text = " ".join(self.get_body_argument(name, "").split())
        if len(text) > _LONGEST:
            raise web.HTTPError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return text

    async def _state(self, *, whole: bool = False) -> State:
        """The desk as it is."""
        return await _aside(lambda: self._sitting.state(whole=whole))

    async def _page(self, template: str, view: msgspec.Struct, status: int = HTTPStatus.OK) -> None:
        """Send a page."""
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        await self.finish(_environment().get_template(template).render(view=view))

    async def _is_waiting(self, state: State) -> bool:
        """Whether there are no questions yet; then a page says so, and is loaded again by itself."""
        if state.is_ready:
            return False
        fact = "What waits for an editor is being gathered. With thousands of stories this takes some seconds."
        await self._moment(state, fact)
        return True

    async def _moment(self, state: State, fact: str) -> None:
        """Say what is waited for, until there is something to show."""
        frame = views.frame(state, "One moment", self._shared.token, refreshes=True)
        message = views.Message(frame=frame, heading="One moment", facts=(fact,), href="/", link="The preview")
        await self._page("message.html", message)

    async def _missing(self, state: State, fact: str) -> None:
        """Say that an address leads nowhere."""
        frame = views.frame(state, "Not here", self._shared.token)
        await self._page(
            "message.html", views.Message(frame=frame, heading="Not here", facts=(fact,)), HTTPStatus.NOT_FOUND
        )

    def write_error(self, status_code: int, **kwargs: object) -> None:  # noqa: ARG002
        """A page for what was refused, or failed."""
        told = {
            403: "This request was not made by a page of this preview, so nothing was done. Open the desk anew.",
            404: "There is nothing at this address.",
            405: "This address only takes what a button of the desk sends.",
            413: f"What was typed is longer than {_LONGEST:,} characters, so nothing was written.",
        }
        fact = told.get(status_code, "The desk failed; nothing more was written. The terminal tells more.")
        frame = views.Frame(title="Refused", token="", by="")
        message = views.Message(frame=frame, heading=f"Refused ({status_code})", facts=(fact,))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(_environment().get_template("message.html").render(view=message))


class _Overview(_Desk):
    """What waits, by kind."""

    async def get(self) -> None:
        """The first questions of each kind, or those of one."""
        state = await self._state(whole=True)
        if not await self._is_waiting(state):
            await self._page("overview.html", views.overview(state, self._shared.token, self._only()))


class _Question(_Desk):
    """One question; its answers are sent to its own address."""

    async def get(self, identifier: str) -> None:
        """The question with its evidence."""
        state = await self._state()
        if await self._is_waiting(state):
            return
        sheet = await _aside(lambda: self._sitting.sheet(identifier))
        if sheet is None:
            await self._missing(
                state, "This question does not wait: it was settled, or what it asked about is another."
            )
            return
        if changed := await _aside(lambda: self._sitting.changed(sheet)):
            fact = f"{', '.join(changed)}: changed since this question was made. It is being made anew."
            await self._moment(await self._state(), fact)
            return
        await self._show(sheet)

    async def post(self, identifier: str) -> None:
        """Write the answer whose letter was sent, and go on to the next question."""
        only, letter, seen = self._only(), self.get_body_argument("answer", ""), self.get_body_argument("seen", "")
        typed, why = self._typed("typed"), self._typed("why")
        state = await self._state()
        sheet = await _aside(lambda: self._sitting.sheet(identifier)) if state.is_ready else None
        if sheet is None:
            asked = next((one for one in state.asked if one.id == identifier), None)
            if asked is None:
                await self._missing(state, "This question does not wait, so nothing was written.")
            else:  # it is settled: the button was pressed twice
                self._go_on(state, asked, only)
            return
        answer = next((one for one in sheet.question.answers if one.letter == letter), None)
        if answer is None:
            await self._missing(state, "This question has no such answer, so nothing was written.")
            return
        try:
            outcome = await _aside(lambda: self._sitting.give(sheet, answer, seen, typed=typed, why=why))
        except GeneratorError as error:
            await self._show(
                sheet, HTTPStatus.SERVICE_UNAVAILABLE, refused=str(error).splitlines(), typed=typed, why=why
            )
            return
        if outcome.is_stale:
            href = views.question_href(identifier, only)
            message = views.conflict(await self._state(), outcome, self._shared.token, href)
            await self._page("message.html", message, HTTPStatus.CONFLICT)
        elif outcome.problems:
            told = [one.message() for one in outcome.problems]
            await self._show(sheet, HTTPStatus.UNPROCESSABLE_ENTITY, refused=told, typed=typed, why=why)
        else:
            self._go_on(await self._state(), sheet.question, only)

    def _go_on(self, state: State, answered: Question, only: str) -> None:
        """Send the browser to the question that comes next, or to what is left."""
        after = question_view.following(state, answered, only)
        self.redirect(views.question_href(after.id, only) if after else views.HOME, status=HTTPStatus.SEE_OTHER)

    async def _show(
        self,
        sheet: Sheet,
        status: int = HTTPStatus.OK,
        *,
        refused: Sequence[str] = (),
        typed: str = "",
        why: str = "",
    ) -> None:
        """The page of a question; it tells why an answer was `refused`."""

        def work() -> question_view.QuestionPage:
            sitting, on = self._sitting, question_view.On(self._shared.token, self._only(), tuple(refused), typed, why)
            return question_view.question(sitting.state(), sheet, sitting.seen(sheet), sitting.writes, on)

        await self._page("question.html", await _aside(work), status)


class _Undo(_Desk):
    """Takes the last answer back."""

    async def post(self) -> None:
        """Take back the answer to the question that is named, where it is the last, and show that question again."""
        only, identifier = self._only(), self.get_body_argument("last", "")
        try:
            outcome = await _aside(lambda: self._sitting.undo(identifier))
        except GeneratorError as error:
            frame = views.frame(await self._state(), "Not taken back", self._shared.token)
            message = views.Message(frame=frame, heading="Not taken back", facts=tuple(str(error).splitlines()))
            await self._page("message.html", message, HTTPStatus.SERVICE_UNAVAILABLE)
            return
        state = await self._state()
        if outcome.is_stale:
            message = views.conflict(state, outcome, self._shared.token, views.HOME, back=True)
            await self._page("message.html", message, HTTPStatus.CONFLICT)
        else:
            href = views.question_href(outcome.done.question.id, only) if outcome.done else views.HOME
            self.redirect(href, status=HTTPStatus.SEE_OTHER)


class _Asset(_Desk):
    """The style sheets and the script of the desk's pages."""

    async def get(self, name: str) -> None:
        """A file; the first style sheet is that of the default theme."""
        own = _PAGES / name
        data = theme.default()["static/style.css"] if name == "style.css" else own.read_bytes()
        self.set_header("Content-Type", f"{_TYPES[name.rpartition('.')[2]]}; charset=utf-8")
        await self.finish(data)


class _Nowhere(_Desk):
    """Every other address below the desk."""

    async def get(self) -> None:
        """Lead from `/_desk` to the desk; say of all others that there is nothing."""
        if self.request.path == "/_desk":
            self.redirect(views.HOME)
        else:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)

    async def post(self) -> None:
        """There is nothing."""
        raise web.HTTPError(HTTPStatus.NOT_FOUND)
