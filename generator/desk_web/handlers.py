"""Answer requests for the desk, `/_desk/`: questions with their evidence, and a button for each answer.

A GET changes nothing. A POST must carry the token of this preview and come from one of its own pages. It names a
question by its id and an answer by its letter; nothing in it is ever used as a path.
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

from generator.desk.question import Question, QuestionKind
from generator.desk_web import question_view, views
from generator.desk_web.desk_state import DeskSession, DeskState
from generator.desk_web.desk_thread import DeskThread
from generator.desk_web.guards import Address, Route, is_ours
from generator.desk_web.question_scan import QuestionSheet
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
_CONTENT_TYPES = {"css": "text/css", "js": "text/javascript"}
# The most characters that a field takes: a reason, a date, the name of a publication.
_MAX_LENGTH = 1000
# The link to the desk at the end of every page of the preview. The policy of those pages allows its style sheet.
LINK = (
    b'<link rel="stylesheet" href="/_desk/link.css">'
    b'<nav class="to-the-desk" aria-label="For editors"><a href="/_desk/">Desk</a></nav>'
)


class HandlerContext(msgspec.Struct, frozen=True):
    """What the handlers of one preview share: its address, the thread of the desk, the token of its forms."""

    address: Address
    desk_thread: DeskThread
    token: str


def build_handlers(address: Address, desk_thread: DeskThread) -> list[Route]:
    """Return the routes of the desk. Any other address below `/_desk` is not found."""
    shared = {"shared": HandlerContext(address, desk_thread, secrets.token_urlsafe(32))}
    return [
        (r"/_desk/", _OverviewHandler, shared),
        (r"/_desk/q/([0-9a-f]{10})", _QuestionHandler, shared),
        (r"/_desk/undo", _UndoHandler, shared),
        (r"/_desk/(style\.css|desk\.css|link\.css|desk\.js)", _AssetHandler, shared),
        (r"/_desk(?:/.*)?", _NotFoundHandler, shared),
    ]


@lru_cache(maxsize=1)
def _build_environment() -> Environment:
    """Return the templates of the desk. An archive cannot override them, so every button does what it says."""
    sources = {page.name: page.read_text(encoding="utf-8") for page in _PAGES.iterdir() if page.name.endswith(".html")}
    environment = Environment(
        loader=DictLoader(sources), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.clear()
    return environment


class _ReviewHandler(web.RequestHandler):
    """What all handlers of the desk have in common: guards, headers, templates."""

    def initialize(self, shared: HandlerContext) -> None:
        """Set what the handlers share."""
        self._handler_context = shared

    def set_default_headers(self) -> None:
        """Allow no script, style or frame but our own, no cache, and no referrer for other hosts."""
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse requests for another host, from another site, or without the token."""
        if not is_ours(self.request, self._handler_context.address):
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        if self.request.method == "POST" and not (self._is_from_us() and self._has_token()):
            raise web.HTTPError(HTTPStatus.FORBIDDEN)

    def _is_from_us(self) -> bool:
        """Return whether a form comes from a page of this preview, by its `Origin` or else its `Referer`."""
        source = self.request.headers.get("Origin") or self.request.headers.get("Referer") or ""
        try:
            page = urlsplit(source)
        except ValueError:
            return False
        return page.scheme == "http" and page.netloc == self.request.host

    def _has_token(self) -> bool:
        """Return whether a form has the token of this preview."""
        return secrets.compare_digest(
            self.get_body_argument("token", "").encode(), self._handler_context.token.encode()
        )

    def _get_kind_filter(self) -> str:
        """Return the kind that the list is limited to; empty for all kinds."""
        kind = self.get_query_argument("kind", "")
        return kind if kind in {member.value for member in QuestionKind} else ""

    def _read_field(self, name: str) -> str:
        """Return the text of a field on one line."""
        text = " ".join(self.get_body_argument(name, "").split())
        if len(text) > _MAX_LENGTH:
            raise web.HTTPError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return text

    async def _run(self, task: Callable[[DeskSession], T]) -> T:
        """Return the result of `task`, run in the desk's thread; the preview goes on meanwhile."""
        return await asyncio.wrap_future(self._handler_context.desk_thread.submit(task))

    async def _load_state(self, *, is_full: bool = False) -> DeskState:
        """Return the desk as it is."""
        return await self._run(lambda session: session.get_state(is_full=is_full))

    async def _send_page(self, template: str, view: msgspec.Struct, status: int = HTTPStatus.OK) -> None:
        """Send a page."""
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        await self.finish(_build_environment().get_template(template).render(view=view))

    async def _is_waiting(self, state: DeskState) -> bool:
        """Return whether there are no questions yet. If so, send a page that reloads by itself."""
        if state.is_ready:
            return False
        fact = "The archive is being scanned for questions. With thousands of stories this takes some seconds."
        await self._send_wait_page(state, fact)
        return True

    async def _send_wait_page(self, state: DeskState, fact: str) -> None:
        """Send a page that says what is going on and reloads until the scan is over."""
        frame = views.build_frame(state, "One moment", self._handler_context.token, refreshes=True)
        message = views.MessagePage(frame=frame, heading="One moment", facts=(fact,), href="/", link="The preview")
        await self._send_page("message.html", message)

    async def _send_missing_page(self, state: DeskState, fact: str) -> None:
        """Send a page that says why there is nothing at an address."""
        frame = views.build_frame(state, "Not here", self._handler_context.token)
        await self._send_page(
            "message.html", views.MessagePage(frame=frame, heading="Not here", facts=(fact,)), HTTPStatus.NOT_FOUND
        )

    def write_error(self, status_code: int, **kwargs: object) -> None:  # noqa: ARG002
        """Send a page for a request that was refused or failed."""
        facts_by_status = {
            403: "This request did not come from a page of this preview, so nothing was done. Open the desk again.",
            404: "There is nothing at this address.",
            405: "This address takes only what a button of the desk sends.",
            413: f"Your text is longer than {_MAX_LENGTH:,} characters, so nothing was written.",
        }
        fact = facts_by_status.get(
            status_code, "The desk failed; nothing more was written. See the terminal for details."
        )
        frame = views.DeskFrame(title="Refused", token="", editor="")
        message = views.MessagePage(frame=frame, heading=f"Refused ({status_code})", facts=(fact,))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(_build_environment().get_template("message.html").render(view=message))


class _OverviewHandler(_ReviewHandler):
    """The open questions by kind."""

    async def get(self) -> None:
        """Send the first questions of each kind, or all of one kind."""
        state = await self._load_state(is_full=True)
        if not await self._is_waiting(state):
            await self._send_page(
                "overview.html", views.build_overview(state, self._handler_context.token, self._get_kind_filter())
            )


class _QuestionHandler(_ReviewHandler):
    """One question. Its answers are posted to its own address."""

    async def get(self, identifier: str) -> None:
        """Send the question with its evidence."""
        state = await self._load_state()
        if await self._is_waiting(state):
            return
        sheet = await self._run(lambda session: session.find_sheet(identifier))
        if sheet is None:
            await self._send_missing_page(
                state, "This question is not open: it was answered, or what it asked about has changed."
            )
            return
        if changed_files := await self._run(lambda session: session.list_changed_files(sheet)):
            fact = f"{', '.join(changed_files)}: changed since this question was generated; it is generated again."
            await self._send_wait_page(await self._load_state(), fact)
            return
        await self._show_question(sheet)

    async def post(self, identifier: str) -> None:
        """Save the answer with the letter that was sent, and go to the next question."""
        kind_filter, letter, page_digests = (
            self._get_kind_filter(),
            self.get_body_argument("answer", ""),
            self.get_body_argument("seen", ""),
        )
        typed, why = self._read_field("typed"), self._read_field("why")
        state = await self._load_state()
        sheet = await self._run(lambda session: session.find_sheet(identifier)) if state.is_ready else None
        if sheet is None:
            question = next((item for item in state.questions if item.id == identifier), None)
            if question is None:
                await self._send_missing_page(state, "This question is not open, so nothing was written.")
            else:  # it was answered: the button was pressed twice
                self._redirect_to_next(state, question, kind_filter)
            return
        answer = next((item for item in sheet.question.answers if item.letter == letter), None)
        if answer is None:
            await self._send_missing_page(state, "This question has no such answer, so nothing was written.")
            return
        try:
            outcome = await self._run(
                lambda session: session.save_answer(sheet, answer, page_digests, typed=typed, why=why)
            )
        except GeneratorError as error:
            await self._show_question(
                sheet, HTTPStatus.SERVICE_UNAVAILABLE, refusals=str(error).splitlines(), typed=typed, why=why
            )
            return
        if outcome.is_stale:
            href = views.build_question_url(identifier, kind_filter)
            message = views.build_conflict_page(await self._load_state(), outcome, self._handler_context.token, href)
            await self._send_page("message.html", message, HTTPStatus.CONFLICT)
        elif outcome.problems:
            messages = [item.format_message() for item in outcome.problems]
            await self._show_question(sheet, HTTPStatus.UNPROCESSABLE_ENTITY, refusals=messages, typed=typed, why=why)
        else:
            self._redirect_to_next(await self._load_state(), sheet.question, kind_filter)

    def _redirect_to_next(self, state: DeskState, answered_question: Question, kind_filter: str) -> None:
        """Redirect to the next question, or to the overview."""
        next_question = question_view.find_next_question(state, answered_question, kind_filter)
        self.redirect(
            views.build_question_url(next_question.id, kind_filter) if next_question else views.HOME,
            status=HTTPStatus.SEE_OTHER,
        )

    async def _show_question(
        self,
        sheet: QuestionSheet,
        status: int = HTTPStatus.OK,
        *,
        refusals: Sequence[str] = (),
        typed: str = "",
        why: str = "",
    ) -> None:
        """Send the page of a question; `refusals` say why an answer was not saved."""
        options = question_view.QuestionOptions(
            self._handler_context.token, self._get_kind_filter(), tuple(refusals), typed, why
        )

        def build_view(session: DeskSession) -> question_view.QuestionPage:
            return question_view.build_question_page(
                session.get_state(), sheet, session.format_digests(sheet), session.describe_edit, options
            )

        await self._send_page("question.html", await self._run(build_view), status)


class _UndoHandler(_ReviewHandler):
    """Undoes the last answer."""

    async def post(self) -> None:
        """Undo the last answer if it is that to the question sent, and show that question again."""
        kind_filter, identifier = self._get_kind_filter(), self.get_body_argument("last", "")
        try:
            outcome = await self._run(lambda session: session.undo_answer(identifier))
        except GeneratorError as error:
            frame = views.build_frame(await self._load_state(), "Not undone", self._handler_context.token)
            message = views.MessagePage(frame=frame, heading="Not undone", facts=tuple(str(error).splitlines()))
            await self._send_page("message.html", message, HTTPStatus.SERVICE_UNAVAILABLE)
            return
        state = await self._load_state()
        if outcome.is_stale:
            message = views.build_conflict_page(state, outcome, self._handler_context.token, views.HOME, is_undo=True)
            await self._send_page("message.html", message, HTTPStatus.CONFLICT)
        else:
            href = (
                views.build_question_url(outcome.saved_answer.question.id, kind_filter)
                if outcome.saved_answer
                else views.HOME
            )
            self.redirect(href, status=HTTPStatus.SEE_OTHER)


class _AssetHandler(_ReviewHandler):
    """The style sheets and the script of the desk."""

    async def get(self, name: str) -> None:
        """Send a file; `style.css` is that of the default theme."""
        asset_path = _PAGES / name
        data = theme.load_default_files()["static/style.css"] if name == "style.css" else asset_path.read_bytes()
        self.set_header("Content-Type", f"{_CONTENT_TYPES[name.rpartition('.')[2]]}; charset=utf-8")
        await self.finish(data)


class _NotFoundHandler(_ReviewHandler):
    """All other addresses below the desk."""

    async def get(self) -> None:
        """Redirect `/_desk` to the desk; anything else is not found."""
        if self.request.path == "/_desk":
            self.redirect(views.HOME)
        else:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)

    async def post(self) -> None:
        """Refuse: nothing is found here."""
        raise web.HTTPError(HTTPStatus.NOT_FOUND)
