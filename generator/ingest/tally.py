"""The sums that a run ends with: what became of every file in `content/sources/`, and of every story in them.

In: the accounts of all pages, the plan, the articles on disk. Out: counts that add up.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from generator.ingest.cut.byte_accounting import PageAccount, PageOutcome
from generator.ingest.plan import Action, Create, Plan, Refresh, StayWithdrawn
from generator.model.article import ArticleId, Manuscript
from generator.model.value import Value


class PageCounts(Value, frozen=True):
    """The files by what became of them. Those read are the first three; `lost_prose` counts characters.

    `lost_prose` is running text that is in no story, on the pages with so much of it that a notice says so.
    """

    with_stories: int = 0
    without_story: int = 0
    unreadable: int = 0
    unread_kind: int = 0
    ignored: int = 0
    lost_prose: int = 0
    lost_prose_pages: int = 0

    @property
    def read(self) -> int:
        """The number of pages read."""
        return self.with_stories + self.without_story + self.unreadable

    @property
    def empty(self) -> int:
        """The number of pages read that gave no story."""
        return self.without_story + self.unreadable

    @property
    def is_half_empty(self) -> bool:
        """Whether at least half of the pages read gave no story."""
        return self.read > 0 and 2 * self.empty >= self.read


class StoryCounts(Value, frozen=True):
    """The stories on the pages by what became of them: an article of some state, or a further copy of one.

    `broken` are those whose article cannot be read, `waiting` those not brought in because the register cannot be read.
    """

    published: int = 0
    doubtful: int = 0
    draft: int = 0
    withdrawn: int = 0
    broken: int = 0
    waiting: int = 0
    copies: int = 0


def count_pages(accounts: Iterable[PageAccount]) -> PageCounts:
    """Count the files by what became of them."""
    counts: Counter[str] = Counter()
    for account in accounts:
        if account.outcome is PageOutcome.RECORDS:
            continue  # each of its records is a page
        counts[_describe_page(account)] += 1
        counts["lost_prose"] += account.lost_prose
        counts["lost_prose_pages"] += account.lost_prose > 0
    return PageCounts(**counts)


def _describe_page(account: PageAccount) -> str:
    if account.outcome is PageOutcome.READ:
        return "with_stories" if account.stories else "without_story"
    return account.outcome.name.lower()


def count_stories(plan: Plan, manuscripts: Iterable[Manuscript]) -> StoryCounts:
    """Count the stories by what becomes of them; `manuscripts` are the articles on disk before the plan is done."""
    actions = {action.id: action for action in plan.actions}
    manuscripts_by_path = {manuscript.path: manuscript for manuscript in manuscripts}
    counts: Counter[str] = Counter()
    for identifier, copies in plan.copies.items():
        counts["copies"] += len(copies) - 1
        counts[_describe_article(identifier, plan, actions, manuscripts_by_path)] += 1
    return StoryCounts(**counts)


def _describe_article(
    identifier: ArticleId,
    plan: Plan,
    actions: Mapping[ArticleId, Action],
    manuscripts: Mapping[str, Manuscript],
) -> str:
    action = actions.get(identifier)
    if isinstance(action, Create | Refresh):
        return "doubtful" if action.is_doubtful else "published"
    entry = plan.register.articles.get(identifier)
    if entry is None:
        return "waiting"
    manuscript = manuscripts.get(entry.path)
    if manuscript is None:
        return "withdrawn" if isinstance(action, StayWithdrawn) else "broken"
    article = manuscript.article
    if article.withdrawn:
        return "withdrawn"
    if article.draft:
        return "doubtful" if article.is_doubtful else "draft"
    return "published"
