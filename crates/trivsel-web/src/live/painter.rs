//! Paints what is sent: once for each event and language, for everybody who hears it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use tokio::sync::OnceCell;
use trivsel_app::AppError;
use trivsel_app::happening::Topic;
use trivsel_domain::happening::{Position, Scope};
use trivsel_domain::id::OrganisationId;
use trivsel_domain::rights::Actor;

use super::Live;
use crate::Web;
use crate::failure::Failure;
use crate::pages::{imports, results};
use crate::shell::Shell;
use crate::words::Lang;

/// Pictures kept for those who hear it a moment later. All who hear it at once share one, however many they are.
const MOST_KEPT: usize = 512;

type Key = (OrganisationId, Scope, Position, Lang);

/// What is sent to a page.
#[derive(Clone, Debug)]
pub(crate) enum Painted {
    /// A part of it, to be put where the one with the same id stands.
    Part(Box<str>),
    /// A part that shows each reader another thing: the page fetches its own.
    OfEachOne,
    /// All of it has something new to say.
    Page,
}

/// Paints, and keeps what it has painted last. Cheap to clone; clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Painter {
    kept: Arc<Mutex<Kept>>,
}

#[derive(Debug, Default)]
struct Kept {
    pictures: HashMap<Key, Arc<OnceCell<Painted>>>,
    order: VecDeque<Key>,
}

/// Somebody has changed what the page shows.
#[derive(Template)]
#[template(path = "components/changed.html")]
struct ChangedNotice {
    shell: Shell,
    live: Live,
    is_new: bool,
}

impl Painter {
    /// The part of a page that is about a scope, as it is now. Whoever asks may see it: that was asked when they began to listen.
    pub(super) async fn paint(
        &self,
        web: &Web,
        who: &Actor,
        lang: Lang,
        scope: Scope,
        at: Position,
    ) -> Result<Painted, Failure> {
        let picture = self.picture((who.organisation, scope, at, lang));
        let painting = async || painted(web, who, Shell::of_part(lang), Live(Topic { scope, at })).await;
        picture.get_or_try_init(painting).await.cloned()
    }

    fn picture(&self, key: Key) -> Arc<OnceCell<Painted>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(picture) = kept.pictures.get(&key) {
            return Arc::clone(picture);
        }
        if kept.order.len() >= MOST_KEPT
            && let Some(oldest) = kept.order.pop_front()
        {
            kept.pictures.remove(&oldest);
        }
        kept.order.push_back(key);
        Arc::clone(kept.pictures.entry(key).or_default())
    }
}

async fn painted(web: &Web, who: &Actor, shell: Shell, live: Live) -> Result<Painted, Failure> {
    let part =
        |html: Result<String, askama::Error>| -> Result<Painted, Failure> { Ok(Painted::Part(html?.into_boxed_str())) };
    match live.scope() {
        Scope::Initiative(_) => part(changed(shell, live, true)),
        Scope::Import(id) => match imports::progress_of(web, who, shell, live, id).await? {
            Some(html) => part(Ok(html)),
            None => Ok(Painted::Page),
        },
        Scope::Survey(id) => match results::progress_of(web, who, shell, live, id).await? {
            Some(html) => part(Ok(html)),
            None => Ok(Painted::Page),
        },
        // Each device sees its own notes and points, and whoever leads sees more than the wall.
        Scope::Criterion(_) | Scope::Workshop(_) | Scope::Rooms(_) | Scope::Board(_) => Ok(Painted::OfEachOne),
        // Nothing on a page is about it, and nobody may ask for another's.
        Scope::Person(_) => Err(AppError::NotFound.into()),
    }
}

/// The place where a page says that it has become old; empty while it has not.
pub(crate) fn changed(shell: Shell, live: Live, is_new: bool) -> Result<String, askama::Error> {
    ChangedNotice { shell, live, is_new }.render()
}
