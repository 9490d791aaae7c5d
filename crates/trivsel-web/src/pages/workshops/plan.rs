//! One workshop: its programme with the clock, its groups and rooms, and what one should know before the day.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::documents::qr::Qr;
use trivsel_app::workshops::{self, GroupForm, ItemForm, Shift, WorkshopDetails};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{ProgrammeItemId, WorkshopGroupId, WorkshopId};
use trivsel_domain::workshop::programme::{self, Warning};
use trivsel_domain::workshop::{Group, LineKind, ProgrammeItem, Tells, WorkshopState};

use super::set_up::length;
use super::{LEAD, READ, clock, done, page, refused};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/workshops/{workshop}", READ, show),
        get("/workshops/{workshop}/lines/new", LEAD, new_line),
        post("/workshops/{workshop}/lines", LEAD, add_line),
        get("/workshops/{workshop}/lines/{line}/edit", LEAD, edit_line),
        post("/workshops/{workshop}/lines/{line}", LEAD, change_line),
        post("/workshops/{workshop}/lines/{line}/earlier", LEAD, earlier),
        post("/workshops/{workshop}/lines/{line}/later", LEAD, later),
        post("/workshops/{workshop}/lines/{line}/remove", LEAD, remove_line),
        get("/workshops/{workshop}/groups/new", LEAD, new_group),
        post("/workshops/{workshop}/groups", LEAD, add_group),
        get("/workshops/{workshop}/groups/{workshop_group}/edit", LEAD, edit_group),
        post("/workshops/{workshop}/groups/{workshop_group}", LEAD, change_group),
        post(
            "/workshops/{workshop}/groups/{workshop_group}/remove",
            LEAD,
            remove_group,
        ),
    ]
}

/// A line with its time.
struct PlannedLine {
    at: String,
    kind: String,
    class: &'static str,
    mark: &'static str,
    tells: String,
    item: ProgrammeItem,
}

#[derive(Template)]
#[template(path = "pages/workshops/show.html")]
struct WorkshopShow {
    shell: Shell,
    details: WorkshopDetails,
    lines: Vec<PlannedLine>,
    ends_at: String,
    length: String,
    warnings: Vec<String>,
    join_address: String,
    qr: String,
    qr_side: usize,
}

impl WorkshopShow {
    fn is(&self, state: &str) -> bool {
        self.details.workshop.state.code() == state
    }

    fn state(&self) -> String {
        self.shell.code("workshop-state", self.details.workshop.state.code())
    }

    fn when(&self) -> String {
        let of = &self.details.workshop;
        self.shell
            .with("workshop-when")
            .text("day", self.shell.day(of.held_on))
            .text("from", clock::time(self.shell.lang, of.starts_at))
            .text("to", clock::time(self.shell.lang, of.hard_end))
            .to_string()
    }

    fn code(&self) -> String {
        spaced(&self.details.workshop.join_code)
    }

    fn boards_to_open(&self) -> Vec<(String, String)> {
        let boards = self
            .details
            .boards
            .iter()
            .filter(|board| self.details.open_boards.contains(&board.id));
        boards
            .map(|board| {
                let name = format!("{}: {}", self.details.group_name(board.group), board.title);
                (urls::board(board.id), name)
            })
            .collect()
    }
}

#[derive(Template)]
#[template(path = "pages/workshops/line.html")]
struct LinePage {
    shell: Shell,
    fields: Fields,
    workshop: WorkshopId,
    line: Option<ProgrammeItemId>,
    form: ItemForm,
    kinds: Vec<Choice>,
    boards: Vec<Choice>,
    tells: Vec<Choice>,
    pages: Vec<Choice>,
    decks: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "pages/workshops/group.html")]
struct GroupPage {
    shell: Shell,
    fields: Fields,
    workshop: WorkshopId,
    group: Option<WorkshopGroupId>,
    form: GroupForm,
    units: Vec<Choice>,
}

impl LinePage {
    fn address(&self) -> String {
        let part = self
            .line
            .map_or_else(|| "lines".to_owned(), |line| format!("lines/{line}"));
        urls::workshop_part(self.workshop, &part)
    }
}

impl GroupPage {
    fn address(&self) -> String {
        let part = self
            .group
            .map_or_else(|| "groups".to_owned(), |group| format!("groups/{group}"));
        urls::workshop_part(self.workshop, &part)
    }
}

/// The dark modules of a code as one path: a row at a time.
pub(crate) fn qr_path(address: &str) -> String {
    let Some(qr) = Qr::of(address) else {
        return String::new();
    };
    let mut path = String::new();
    for (y, row) in qr.modules.chunks(qr.side.max(1)).enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, module)| **module == 0) {
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    path
}

/// How many modules wide a code is.
pub(crate) fn qr_side(address: &str) -> usize {
    Qr::of(address).map_or(0, |qr| qr.side)
}

/// A code as it stands on a wall: `7K4 M2P`.
pub(super) fn spaced(code: &str) -> String {
    match code.split_at_checked(3) {
        Some((one, other)) => format!("{one} {other}"),
        None => code.to_owned(),
    }
}

fn mark_of(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Talk => "mk-talk",
        LineKind::GroupWork => "mk-group",
        LineKind::Plenary => "mk-plenary",
        LineKind::Break => "mk-break",
        LineKind::Arrival | LineKind::Closing => "mk-frame",
    }
}

pub(super) fn teller(shell: &Shell, groups: &[Group], item: &ProgrammeItem) -> String {
    match item.tells {
        _ if item.kind != LineKind::Plenary => String::new(),
        Tells::Nobody => String::new(),
        Tells::All => shell.t("tells-all").into_owned(),
        Tells::Group(id) => {
            let group = groups.iter().find(|group| group.id == id);
            group.map(|group| group.name.clone()).unwrap_or_default()
        }
        Tells::Unit(id) => shell.unit_name(&id).to_owned(),
    }
}

fn sentence(shell: &Shell, warning: &Warning, items: &[ProgrammeItem]) -> String {
    let title = |position: i32| {
        let item = items.iter().find(|item| item.position == position);
        item.map(|item| item.title.clone()).unwrap_or_default()
    };
    match warning {
        Warning::EndsLate { minutes } => shell
            .with("warning-ends-late")
            .text("minutes", minutes.to_string())
            .to_string(),
        Warning::NoBreak { position, minutes } => shell
            .with("warning-no-break")
            .text("minutes", minutes.to_string())
            .text("title", title(*position))
            .to_string(),
        Warning::ShortWork { position } => shell
            .with("warning-short-work")
            .text("title", title(*position))
            .to_string(),
        Warning::NobodyTells { position } => shell
            .with("warning-nobody-tells")
            .text("title", title(*position))
            .to_string(),
        Warning::BigGroup { name, expected } => shell
            .with("warning-big-group")
            .text("name", name)
            .text("expected", expected.to_string())
            .to_string(),
    }
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<WorkshopId>) -> Answer {
    let details = workshops::find(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    let of = &details.workshop;
    let minutes = || details.items.iter().map(|item| item.minutes);
    let (begins, ends_at) = programme::times(of.starts_at, minutes());
    let lines = begins
        .into_iter()
        .zip(&details.items)
        .map(|(at, item)| PlannedLine {
            at: clock::time(shell.lang, at),
            kind: shell.code("item-kind", item.kind.code()),
            class: if item.kind == LineKind::Break { "is-break" } else { "" },
            mark: mark_of(item.kind),
            tells: teller(&shell, &details.groups, item),
            item: item.clone(),
        })
        .collect();
    let warnings = programme::warnings(&details.items, &details.groups, of.starts_at, of.hard_end);
    let warnings = warnings
        .iter()
        .map(|warning| sentence(&shell, warning, &details.items))
        .collect();
    let join_address = format!("{}{}", web.app.settings.public_url, urls::join(&of.join_code));
    page(&WorkshopShow {
        lines,
        ends_at: clock::time(shell.lang, ends_at),
        length: length(&shell, minutes().sum()),
        warnings: if of.state == WorkshopState::Closed {
            Vec::new()
        } else {
            warnings
        },
        qr: qr_path(&join_address),
        qr_side: qr_side(&join_address),
        join_address,
        shell,
        details,
    })
}

/// The forms are shown to those only who may send them.
async fn led(web: &Web, session: &Session, id: WorkshopId) -> Result<WorkshopDetails, Failure> {
    let details = workshops::find(&web.app, session.actor(), id).await?;
    if details.may_lead {
        Ok(details)
    } else {
        Err(AppError::Forbidden.into())
    }
}

async fn line_page(
    web: &Web,
    session: &Session,
    id: WorkshopId,
    line: Option<ProgrammeItemId>,
    form: Option<ItemForm>,
    problems: Vec<Problem>,
) -> Result<LinePage, Failure> {
    let details = led(web, session, id).await?;
    let shell = session.shell(Station::Listen);
    let lang = shell.lang.code();
    let found = details.items.iter().find(|item| Some(item.id) == line);
    let form = match (form, found, line) {
        (Some(form), _, _) => form,
        (None, Some(item), _) => ItemForm::of(item),
        (None, None, Some(_)) => return Err(AppError::NotFound.into()),
        (None, None, None) => ItemForm {
            kind: "talk".to_owned(),
            tells: "nobody".to_owned(),
            ..ItemForm::default()
        },
    };
    let mut boards = vec![Choice::new("", shell.t("board-none"))];
    let kinds = workshops::kinds(&web.app, session.actor()).await?;
    boards.extend(
        kinds
            .iter()
            .map(|kind| Choice::new(&kind.code, kind.title.in_language(lang))),
    );
    let mut tells = vec![
        Choice::new("nobody", shell.t("tells-nobody")),
        Choice::new("all", shell.t("tells-all")),
    ];
    tells.extend(
        details
            .groups
            .iter()
            .map(|group| Choice::new(format!("group:{}", group.id), &group.name)),
    );
    let mut centres: Vec<_> = details.groups.iter().filter_map(|group| group.under).collect();
    centres.sort_unstable();
    centres.dedup();
    tells.extend(centres.iter().map(|unit| {
        let name = shell
            .with("tells-centre")
            .text("name", shell.unit_name(unit))
            .to_string();
        Choice::new(format!("unit:{unit}"), name)
    }));
    let models = trivsel_app::models::all(&web.app)?;
    let none = || Choice::new("", shell.t("line-shows-none"));
    let lang = shell.lang.code();
    let offered = models
        .pages
        .iter()
        .map(|page| Choice::new(&page.slug, page.title.in_language(lang)));
    let pages: Vec<Choice> = std::iter::once(none()).chain(offered).collect();
    let offered = models
        .decks
        .iter()
        .map(|deck| Choice::new(&deck.code, deck.title.in_language(lang)));
    let decks: Vec<Choice> = std::iter::once(none()).chain(offered).collect();
    Ok(LinePage {
        fields: Fields::new(session.words(), "line", problems),
        workshop: id,
        line,
        form,
        kinds: shell.choices("item-kind", LineKind::ALL.map(LineKind::code)),
        boards,
        tells,
        pages,
        decks,
        shell,
    })
}

type Lines = Path<(WorkshopId, ProgrammeItemId)>;

async fn new_line(State(web): State<Web>, session: Session, Path(id): Path<WorkshopId>) -> Answer {
    page(&line_page(&web, &session, id, None, None, Vec::new()).await?)
}

async fn add_line(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<WorkshopId>,
    Form(form): Form<ItemForm>,
) -> Answer {
    match async { workshops::add_item(&web.app, session.actor(), id, &form.read()?).await }.await {
        Ok(()) => done(&urls::workshop(id), "done-programme-saved"),
        Err(AppError::Invalid(problems)) => refused(&line_page(&web, &session, id, None, Some(form), problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn edit_line(State(web): State<Web>, session: Session, Path((id, line)): Lines) -> Answer {
    page(&line_page(&web, &session, id, Some(line), None, Vec::new()).await?)
}

async fn change_line(
    State(web): State<Web>,
    session: Session,
    Path((id, line)): Lines,
    Form(form): Form<ItemForm>,
) -> Answer {
    match async { workshops::change_item(&web.app, session.actor(), id, line, &form.read()?).await }.await {
        Ok(()) => done(&urls::workshop(id), "done-programme-saved"),
        Err(AppError::Invalid(problems)) => {
            refused(&line_page(&web, &session, id, Some(line), Some(form), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn earlier(State(web): State<Web>, session: Session, Path((id, line)): Lines) -> Answer {
    workshops::move_item(&web.app, session.actor(), id, line, Shift::Earlier).await?;
    done(&urls::workshop(id), "done-programme-saved")
}

async fn later(State(web): State<Web>, session: Session, Path((id, line)): Lines) -> Answer {
    workshops::move_item(&web.app, session.actor(), id, line, Shift::Later).await?;
    done(&urls::workshop(id), "done-programme-saved")
}

async fn remove_line(State(web): State<Web>, session: Session, Path((id, line)): Lines) -> Answer {
    workshops::remove_item(&web.app, session.actor(), id, line).await?;
    done(&urls::workshop(id), "done-programme-saved")
}

async fn group_page(
    web: &Web,
    session: &Session,
    id: WorkshopId,
    group: Option<WorkshopGroupId>,
    form: Option<GroupForm>,
    problems: Vec<Problem>,
) -> Result<GroupPage, Failure> {
    let details = led(web, session, id).await?;
    let shell = session.shell(Station::Listen);
    let found = details.groups.iter().find(|one| Some(one.id) == group);
    let form = match (form, found, group) {
        (Some(form), _, _) => form,
        (None, Some(group), _) => GroupForm::of(group),
        (None, None, Some(_)) => return Err(AppError::NotFound.into()),
        (None, None, None) => GroupForm::default(),
    };
    let top = details.workshop.unit;
    let tree = &session.actor().tree;
    Ok(GroupPage {
        units: shell.unit_choices("group-no-unit", |unit| tree.is_within(unit, top)),
        fields: Fields::new(session.words(), "group", problems),
        workshop: id,
        group,
        form,
        shell,
    })
}

type Groups = Path<(WorkshopId, WorkshopGroupId)>;

async fn new_group(State(web): State<Web>, session: Session, Path(id): Path<WorkshopId>) -> Answer {
    page(&group_page(&web, &session, id, None, None, Vec::new()).await?)
}

async fn add_group(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<WorkshopId>,
    Form(form): Form<GroupForm>,
) -> Answer {
    match async { workshops::add_group(&web.app, session.actor(), id, &form.read()?).await }.await {
        Ok(()) => done(&urls::workshop(id), "done-groups-saved"),
        Err(AppError::Invalid(problems)) => refused(&group_page(&web, &session, id, None, Some(form), problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn edit_group(State(web): State<Web>, session: Session, Path((id, group)): Groups) -> Answer {
    page(&group_page(&web, &session, id, Some(group), None, Vec::new()).await?)
}

async fn change_group(
    State(web): State<Web>,
    session: Session,
    Path((id, group)): Groups,
    Form(form): Form<GroupForm>,
) -> Answer {
    match async { workshops::change_group(&web.app, session.actor(), id, group, &form.read()?).await }.await {
        Ok(()) => done(&urls::workshop(id), "done-groups-saved"),
        Err(AppError::Invalid(problems)) => {
            refused(&group_page(&web, &session, id, Some(group), Some(form), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove_group(State(web): State<Web>, session: Session, Path((id, group)): Groups) -> Answer {
    workshops::remove_group(&web.app, session.actor(), id, group).await?;
    done(&urls::workshop(id), "done-groups-saved")
}
