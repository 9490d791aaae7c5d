//! Kinds of boards the coordinator makes: two to eight zones with a line of help each. They are used at once, beside the shipped ones.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use trivsel_domain::board::kind::{InBoth, Kind, Zone};
use trivsel_domain::id::BoardKindId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::boards as store;
use trivsel_store::boards::OwnKind;
use uuid::Uuid;

use super::{all_kinds, shipped_kinds};
use crate::input::{Input, version_typed};
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// So many zones an own kind has at least, and at most.
pub const OWN_ZONES: std::ops::RangeInclusive<usize> = 2..=8;
/// What the codes of own kinds begin with, before their ids: no shipped one does.
const OWN: &str = "own_";

/// What is typed to make a kind.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnKindForm {
    /// What it is called.
    pub title: String,
    /// What is asked.
    pub question: String,
    /// The version that was on the screen.
    pub seen: String,
    /// The zones by their places: `zone_1` and `help_1`, and so on.
    #[serde(flatten)]
    pub more: BTreeMap<String, String>,
}

/// A kind as it was typed.
#[derive(Clone, Debug)]
pub struct OwnKindContent {
    title: String,
    question: String,
    zones: Vec<(String, String)>,
}

impl OwnKindForm {
    /// A kind as the form shows it.
    pub fn of(own: &OwnKind) -> Self {
        let texts = (1..).zip(&own.kind.zones).flat_map(|(place, zone)| {
            [
                (format!("zone_{place}"), zone.name.da.clone()),
                (format!("help_{place}"), zone.help.da.clone()),
            ]
        });
        Self {
            title: own.kind.title.da.clone(),
            question: own.kind.question.da.clone(),
            seen: own.version.to_string(),
            more: texts.collect(),
        }
    }

    /// What was typed in a field of a zone.
    pub fn said(&self, name: &str) -> &str {
        self.more.get(name).map_or("", String::as_str)
    }

    /// What was typed, as values. Places that were left empty are passed over.
    pub fn read(&self) -> Result<OwnKindContent, Problems> {
        let mut input = Input::new();
        let title = input.required("title", &self.title);
        let question = input.required("question", &self.question);
        let mut zones = Vec::new();
        for place in 1..=*OWN_ZONES.end() {
            let (zone, help) = (format!("zone_{place}"), format!("help_{place}"));
            let name = input.line(&zone, self.said(&zone));
            let line = input.line(&help, self.said(&help));
            if name.is_empty() && !line.is_empty() {
                input.refuse(Problem::new(zone, "problem-required"));
            }
            if !name.is_empty() {
                zones.push((name, line));
            }
        }
        if !OWN_ZONES.contains(&zones.len()) {
            input.refuse(Problem::new("zone_1", "problem-zones"));
        }
        input.read(Some(OwnKindContent { title, question, zones }))
    }
}

impl OwnKindContent {
    fn kind(&self, id: BoardKindId) -> Kind {
        let one = |text: &str| InBoth {
            da: text.to_owned(),
            en: String::new(),
        };
        Kind {
            code: format!("{OWN}{id}"),
            title: one(&self.title),
            question: one(&self.question),
            zones: (1..)
                .zip(&self.zones)
                .map(|(place, (name, help))| Zone {
                    // By its place: a board keeps where its notes lie when a zone gets another name.
                    code: format!("z{place}"),
                    name: one(name),
                    help: one(help),
                    example: InBoth::default(),
                })
                .collect(),
            facts: Vec::new(),
        }
    }
}

/// The own kind a code names.
pub(super) fn own_kind_named(code: &str) -> Option<BoardKindId> {
    code.strip_prefix(OWN)?.parse().ok()
}

/// The kinds there are: those that are shipped, and the own ones.
#[derive(Clone, Debug)]
pub struct KindsShown {
    /// Those that are shipped.
    pub shipped: Vec<Kind>,
    /// The own ones.
    pub own: Vec<OwnKind>,
}

/// All kinds, for whoever makes some.
pub async fn list_kinds(app: &App, who: &Actor) -> Result<KindsShown, AppError> {
    who.must_everywhere(Right::ChangeBoardKinds)?;
    let tx = app.read(who.organisation).await?;
    Ok(KindsShown {
        shipped: shipped_kinds(&tx)?,
        own: store::list_own_kinds(&tx).await?,
    })
}

/// One own kind, for whoever changes it.
pub async fn find_own_kind(app: &App, who: &Actor, id: BoardKindId) -> Result<OwnKind, AppError> {
    who.must_everywhere(Right::ChangeBoardKinds)?;
    let tx = app.read(who.organisation).await?;
    store::find_own_kind(&tx, id).await?.ok_or(AppError::NotFound)
}

/// Makes a kind. It can be used at once.
pub async fn add_own_kind(app: &App, who: &Actor, content: &OwnKindContent) -> Result<BoardKindId, AppError> {
    who.must_everywhere(Right::ChangeBoardKinds)?;
    let id = BoardKindId(Uuid::now_v7());
    app.writing(who, |work| async move {
        let all = all_kinds(&work).await?;
        if all.iter().any(|kind| kind.title.da == content.title) {
            return Err(AppError::invalid("title", "problem-kind-there"));
        }
        let own = OwnKind {
            id,
            kind: content.kind(id),
            version: 1,
        };
        store::add_own_kind(&work, &own).await?;
        work.trail(Trail::new("board_kind", id.0, "added").field("title", "", &content.title));
        Ok(id)
    })
    .await
}

/// Changes a kind, by whoever saw this version of it. One that is in use keeps its zones: they may get other names, and more of them.
pub async fn change_own_kind(
    app: &App,
    who: &Actor,
    id: BoardKindId,
    seen: &str,
    content: &OwnKindContent,
) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeBoardKinds)?;
    let seen = version_typed(seen)?;
    app.writing(who, |work| async move {
        let before = store::find_own_kind(&work, id).await?.ok_or(AppError::NotFound)?;
        if before.version != seen {
            return Err(AppError::Conflict);
        }
        let is_shorter = content.zones.len() < before.kind.zones.len();
        if is_shorter && store::is_kind_in_use(&work, &before.kind.code).await? {
            return Err(AppError::invalid("zone_1", "problem-zones-in-use"));
        }
        let after = OwnKind {
            id,
            kind: content.kind(id),
            version: before.version,
        };
        store::change_own_kind(&work, &after).await?;
        work.trail_changes(Trail::new("board_kind", id.0, "changed").field(
            "title",
            &before.kind.title.da,
            &content.title,
        ));
        Ok(())
    })
    .await
}

/// Takes a kind away that nobody has used.
pub async fn remove_own_kind(app: &App, who: &Actor, id: BoardKindId) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeBoardKinds)?;
    app.writing(who, |work| async move {
        let before = store::find_own_kind(&work, id).await?.ok_or(AppError::NotFound)?;
        if store::is_kind_in_use(&work, &before.kind.code).await? {
            return Err(AppError::Refused("failure-kind-in-use"));
        }
        store::remove_own_kind(&work, id).await?;
        work.trail(Trail::new("board_kind", id.0, "removed").field("title", &before.kind.title.da, ""));
        Ok(())
    })
    .await
}
