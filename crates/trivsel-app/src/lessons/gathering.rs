//! What came together: all that units share, by theme, under names that give nobody away.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::committee::{Committee, Decision, Meeting, UnitTask};
use trivsel_domain::danish;
use trivsel_domain::id::{DecisionId, InitiativeId, LessonId, LessonThemeId, UnitId};
use trivsel_domain::lesson::{Lesson, LessonKind, LessonTheme, shown_under};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::unit::Tree;
use trivsel_store::{Tx, committees, lessons as store, persons};
use uuid::Uuid;

use super::taken;
use crate::committees::coverage;
use crate::input::Input;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problems, structure};

/// A lesson as the committee sees it.
#[derive(Clone, Debug)]
pub struct LessonShown {
    /// The lesson.
    pub lesson: Lesson,
    /// Under whose name it stands: the unit's, or that of one above where few work.
    pub shown_as: String,
}

/// A theme with what lies in it.
#[derive(Clone, Debug)]
pub struct ThemeShown {
    /// The theme.
    pub theme: LessonTheme,
    /// Its lessons, by what is to be done with them.
    pub lessons: Vec<LessonShown>,
    /// How many names they stand under.
    pub names: usize,
}

impl ThemeShown {
    /// How many of its lessons are of each kind; kinds without any are left out.
    pub fn kinds(&self) -> Vec<(LessonKind, usize)> {
        let of = |kind| self.lessons.iter().filter(|one| one.lesson.kind == kind).count();
        let all = LessonKind::ALL.into_iter().map(|kind| (kind, of(kind)));
        all.filter(|(_, count)| *count > 0).collect()
    }
}

/// How a unit stands, as the committee sees it.
#[derive(Clone, Debug)]
pub struct UnitCover {
    /// The unit.
    pub unit: UnitId,
    /// What it is called.
    pub name: String,
    /// Its task.
    pub task: UnitTask,
    /// How many lessons it shares; none where so few work there that the number would point at them.
    pub lessons: Option<usize>,
    /// Is its day past, and nothing said?
    pub is_late: bool,
}

/// What came together of a decision.
#[derive(Clone, Debug)]
pub struct LearntView {
    /// The decision.
    pub decision: Decision,
    /// The meeting it was taken at.
    pub meeting: Meeting,
    /// The committee that took it.
    pub committee: Committee,
    /// How the units stand, below the name of the unit above each.
    pub cover: Vec<(String, Vec<UnitCover>)>,
    /// How many units have done it.
    pub done: usize,
    /// Of how many that are not excused.
    pub total: usize,
    /// How many are excused.
    pub excused: usize,
    /// How many lessons there are in all.
    pub count: usize,
    /// The themes.
    pub themes: Vec<ThemeShown>,
    /// What lies in no theme.
    pub loose: Vec<LessonShown>,
    /// What is looked for among them; empty for all.
    pub q: String,
    /// May the visitor gather them in themes?
    pub may_gather: bool,
    /// May the visitor put it on an agenda of the committee?
    pub may_put_on_agenda: bool,
}

/// What is shared of some decisions, as everybody may see it who may see the decision.
pub(crate) struct Learnt {
    /// The themes, in order.
    pub(crate) themes: Vec<LessonTheme>,
    /// The lessons that are shared.
    pub(crate) lessons: Vec<LessonShown>,
}

/// The tree a unit stands in: today's, or that of an earlier day where the unit has closed since.
struct TreeOf<'a> {
    today: &'a Tree,
    earlier: Option<Arc<Tree>>,
}

impl<'a> TreeOf<'a> {
    /// Looks at the earlier day only where one of the units is not there any more.
    async fn with(
        tx: &Tx,
        today: &'a Tree,
        units: impl IntoIterator<Item = (UnitId, NaiveDate)>,
    ) -> Result<Self, AppError> {
        let gone = units.into_iter().find(|(unit, _)| today.get(*unit).is_none());
        let earlier = match gone {
            Some((_, day)) => Some(structure::tree(tx, day).await?),
            None => None,
        };
        Ok(Self { today, earlier })
    }

    fn of(&self, unit: UnitId) -> &Tree {
        match &self.earlier {
            Some(earlier) if self.today.get(unit).is_none() => earlier,
            _ => self.today,
        }
    }

    fn name(&self, unit: UnitId) -> &str {
        self.of(unit).name(unit)
    }

    /// The name of the unit above.
    fn above(&self, unit: UnitId) -> &str {
        let parent = self.of(unit).get(unit).and_then(|node| node.parent);
        parent.map_or("", |parent| self.name(parent))
    }
}

/// What the units share of a decision, each under a name that gives nobody away.
pub(crate) async fn learnt_of(app: &App, tx: &Tx, who: &Actor, ids: &[DecisionId]) -> Result<Learnt, AppError> {
    let lessons = store::list_of(tx, ids).await?;
    let employed = if lessons.is_empty() {
        BTreeMap::new()
    } else {
        persons::count_by_unit(tx, app.today()).await?
    };
    let units = lessons.iter().map(|lesson| (lesson.unit, lesson.written_on));
    let trees = TreeOf::with(tx, &who.tree, units).await?;
    let mut shown: Vec<LessonShown> = lessons
        .into_iter()
        .filter(|lesson| lesson.is_shared)
        .map(|lesson| {
            let tree = trees.of(lesson.unit);
            let under = shown_under(tree, lesson.unit, &employed);
            LessonShown {
                shown_as: tree.name(under).to_owned(),
                lesson,
            }
        })
        .collect();
    shown.sort_by(|a, b| {
        (a.lesson.kind.cmp(&b.lesson.kind))
            .then_with(|| danish::compare(&a.shown_as, &b.shown_as))
            .then_with(|| a.lesson.id.cmp(&b.lesson.id))
    });
    Ok(Learnt {
        themes: store::themes_of(tx, ids).await?,
        lessons: shown,
    })
}

/// What came together of a decision, for those who may read its committee. `q` is looked for in the words and the names.
pub async fn find_learnt(app: &App, who: &Actor, id: DecisionId, q: &str) -> Result<LearntView, AppError> {
    who.must_in_some_committee(Right::ReadCommittee)?;
    let tx = app.read(who.organisation).await?;
    let (decision, meeting, committee) = taken(&tx, id).await?;
    if !committee.may_be_read_by(who) {
        return Err(AppError::Forbidden);
    }
    let tasks = committees::tasks_of(&tx, id).await?;
    let learnt = learnt_of(app, &tx, who, &[id]).await?;
    let employed = persons::count_by_unit(&tx, app.today()).await?;
    let count = learnt.lessons.len();
    let due_on = decision.task.as_ref().and_then(|task| task.due_on);
    let units = tasks.iter().map(|task| (task.unit, meeting.held_on));
    let trees = TreeOf::with(&tx, &who.tree, units).await?;
    let cover = covered(&trees, &tasks, &learnt.lessons, &employed, |task| {
        task.done_on.is_none() && !task.is_excused() && due_on.is_some_and(|due| due < app.today())
    });
    let (done, total) = coverage(&tasks);
    let (themes, loose) = themed(learnt, q);
    Ok(LearntView {
        cover,
        done,
        total,
        excused: tasks.len() - total,
        count,
        themes,
        loose,
        q: q.trim().to_owned(),
        may_gather: committee.allows(Right::WriteMinutes, who),
        may_put_on_agenda: committee.allows(Right::ChangeAgenda, who),
        decision,
        meeting,
        committee,
    })
}

/// The lessons that say all that is looked for, in their themes.
fn themed(learnt: Learnt, q: &str) -> (Vec<ThemeShown>, Vec<LessonShown>) {
    let words: Vec<String> = q.split_whitespace().map(str::to_lowercase).collect();
    let says = |one: &LessonShown| {
        let said = format!("{} {}", one.lesson.text, one.shown_as).to_lowercase();
        words.iter().all(|word| said.contains(word))
    };
    let (mut lying, loose): (Vec<LessonShown>, Vec<LessonShown>) = learnt
        .lessons
        .into_iter()
        .filter(says)
        .partition(|one| one.lesson.theme.is_some());
    let themes = learnt.themes.into_iter().map(|theme| {
        let (own, others) = std::mem::take(&mut lying)
            .into_iter()
            .partition(|one| one.lesson.theme == Some(theme.id));
        lying = others;
        let own: Vec<LessonShown> = own;
        let names: std::collections::BTreeSet<&str> = own.iter().map(|one| one.shown_as.as_str()).collect();
        ThemeShown {
            names: names.len(),
            lessons: own,
            theme,
        }
    });
    (themes.collect(), loose)
}

/// How each unit stands, below the name of the unit above it.
fn covered(
    trees: &TreeOf<'_>,
    tasks: &[UnitTask],
    lessons: &[LessonShown],
    employed: &BTreeMap<UnitId, usize>,
    is_late: impl Fn(&UnitTask) -> bool,
) -> Vec<(String, Vec<UnitCover>)> {
    let mut groups: Vec<(String, Vec<UnitCover>)> = Vec::new();
    let mut units: Vec<&UnitTask> = tasks.iter().collect();
    units.sort_by(|a, b| {
        danish::compare(trees.above(a.unit), trees.above(b.unit))
            .then_with(|| danish::compare(trees.name(a.unit), trees.name(b.unit)))
    });
    for task in units {
        let above = trees.above(task.unit).to_owned();
        let is_named = shown_under(trees.of(task.unit), task.unit, employed) == task.unit;
        let own = lessons.iter().filter(|one| one.lesson.unit == task.unit).count();
        let cover = UnitCover {
            unit: task.unit,
            name: trees.name(task.unit).to_owned(),
            task: task.clone(),
            lessons: is_named.then_some(own),
            is_late: is_late(task),
        };
        match groups.last_mut() {
            Some((name, units)) if *name == above => units.push(cover),
            _ => groups.push((above, vec![cover])),
        }
    }
    groups
}

/// What is typed for a theme.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ThemeForm {
    /// What it is called.
    pub title: String,
    /// What is said about it.
    pub text: String,
    /// The mark of the row that was on the screen.
    pub seen: String,
}

/// What a theme is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeContent {
    /// What it is called.
    pub title: String,
    /// What is said about it.
    pub text: String,
}

impl ThemeForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<ThemeContent, Problems> {
        let mut input = Input::new();
        let title = input.required("title", &self.title);
        let text = input.text("text", &self.text);
        input.read(Some(ThemeContent { title, text }))
    }
}

/// A committee's decision whose lessons the visitor may gather.
async fn gathered(tx: &Tx, who: &Actor, id: DecisionId) -> Result<Committee, AppError> {
    let (_, _, committee) = taken(tx, id).await?;
    if committee.allows(Right::WriteMinutes, who) {
        Ok(committee)
    } else {
        Err(AppError::Forbidden)
    }
}

async fn theme_in(tx: &Tx, decision: DecisionId, id: LessonThemeId) -> Result<LessonTheme, AppError> {
    let found = store::find_theme(tx, id).await?;
    found
        .filter(|theme| theme.decision == decision)
        .ok_or(AppError::NotFound)
}

/// A theme, for whoever may change it.
pub async fn find_theme(app: &App, who: &Actor, of: DecisionId, id: LessonThemeId) -> Result<LessonTheme, AppError> {
    who.must_in_some_committee(Right::WriteMinutes)?;
    let tx = app.read(who.organisation).await?;
    gathered(&tx, who, of).await?;
    theme_in(&tx, of, id).await
}

/// Adds a theme after the others.
pub async fn add_theme(
    app: &App,
    who: &Actor,
    of: DecisionId,
    content: &ThemeContent,
) -> Result<LessonThemeId, AppError> {
    who.must_in_some_committee(Right::WriteMinutes)?;
    app.writing(who, |work| async move {
        let committee = gathered(&work, who, of).await?;
        let there = store::themes_of(&work, &[of]).await?;
        let theme = LessonTheme {
            id: LessonThemeId(Uuid::now_v7()),
            decision: of,
            position: 1 + there.iter().map(|theme| theme.position).max().unwrap_or(0),
            title: content.title.clone(),
            text: content.text.clone(),
            initiative: None,
        };
        store::add_theme(&work, &theme).await?;
        work.trail(
            Trail::new("lesson_theme", theme.id.0, "added")
                .of(of.0)
                .unit(committee.unit)
                .field("title", "", &theme.title),
        );
        Ok(theme.id)
    })
    .await
}

/// Changes the words of a theme.
pub async fn change_theme(
    app: &App,
    who: &Actor,
    of: DecisionId,
    id: LessonThemeId,
    seen: &SeenMark,
    content: &ThemeContent,
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::WriteMinutes)?;
    app.writing(who, |work| async move {
        let committee = gathered(&work, who, of).await?;
        let before = theme_in(&work, of, id).await?;
        seen.must_be(&before)?;
        let after = LessonTheme {
            title: content.title.clone(),
            text: content.text.clone(),
            ..before.clone()
        };
        store::change_theme(&work, &after).await?;
        work.trail_changes(
            Trail::new("lesson_theme", id.0, "changed")
                .of(of.0)
                .unit(committee.unit)
                .field("title", &before.title, &after.title)
                .field("text", &before.text, &after.text),
        );
        Ok(())
    })
    .await
}

/// Takes a theme away. What lay in it lies in none again.
pub async fn remove_theme(app: &App, who: &Actor, of: DecisionId, id: LessonThemeId) -> Result<(), AppError> {
    who.must_in_some_committee(Right::WriteMinutes)?;
    app.writing(who, |work| async move {
        let committee = gathered(&work, who, of).await?;
        let theme = theme_in(&work, of, id).await?;
        store::remove_theme(&work, id).await?;
        work.trail(
            Trail::new("lesson_theme", id.0, "removed")
                .of(of.0)
                .unit(committee.unit)
                .field("title", &theme.title, ""),
        );
        Ok(())
    })
    .await
}

/// Lays a lesson in a theme, or in none. One that is not shared is not there for the committee.
pub async fn lay_in_theme(
    app: &App,
    who: &Actor,
    of: DecisionId,
    id: LessonId,
    theme: Option<LessonThemeId>,
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::WriteMinutes)?;
    app.writing(who, |work| async move {
        gathered(&work, who, of).await?;
        let before = store::find(&work, id)
            .await?
            .filter(|lesson| lesson.decision == of && lesson.is_shared)
            .ok_or(AppError::NotFound)?;
        let theme = match theme {
            Some(theme) => Some(theme_in(&work, of, theme).await?.id),
            None => None,
        };
        if theme != before.theme {
            store::change(&work, &Lesson { theme, ..before }).await?;
        }
        Ok(())
    })
    .await
}

/// What an initiative is begun with that comes of a theme: the theme, and its lessons each with the name it stands under.
pub async fn theme_for_initiative(
    app: &App,
    who: &Actor,
    of: DecisionId,
    id: LessonThemeId,
) -> Result<ThemeShown, AppError> {
    let view = find_learnt(app, who, of, "").await?;
    let found = view.themes.into_iter().find(|shown| shown.theme.id == id);
    found.ok_or(AppError::NotFound)
}

/// Notes in the caller's own transaction which initiative came of a theme.
pub(crate) async fn name_initiative(
    tx: &Tx,
    who: &Actor,
    of: DecisionId,
    id: LessonThemeId,
    initiative: InitiativeId,
) -> Result<(), AppError> {
    let (_, _, committee) = taken(tx, of).await?;
    if !committee.may_be_read_by(who) {
        return Err(AppError::Forbidden);
    }
    let theme = theme_in(tx, of, id).await?;
    let named = LessonTheme {
        initiative: Some(initiative),
        ..theme
    };
    Ok(store::change_theme(tx, &named).await?)
}
