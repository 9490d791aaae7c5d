//! One screen that listens.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};
use trivsel_domain::happening::{Distance, Position, Scope};
use trivsel_domain::id::{OrganisationId, PersonId};
use trivsel_domain::rights::Actor;
use trivsel_store::Rung;
use trivsel_store::happenings::{self as store, Told};
use uuid::Uuid;

use super::hub::{Inbox, News, Next};
use super::{Topic, must_hear, read_on};
use crate::identity::{self, SessionToken};
use crate::workshops::{self, SeatToken};
use crate::{App, AppError};

/// How often it is asked anew whether somebody may listen, whatever was told: sessions run out, roles end on their day.
const ASK_EVERY: Duration = Duration::from_secs(60);

/// A screen that listens to some scopes. Dropped, it does no longer.
#[derive(Debug)]
pub struct Listener {
    news: News,
    number: u64,
    line: Arc<Inbox>,
    organisation: OrganisationId,
    ear: Ear,
    actor: Arc<Actor>,
    topics: Vec<Topic>,
    /// What happened before it began to listen.
    earlier: VecDeque<Told>,
    is_behind: bool,
    must_ask: bool,
    ask_at: Instant,
}

/// Whose screen it is.
#[derive(Clone, Debug)]
enum Ear {
    /// Somebody who is signed in.
    Session(SessionToken),
    /// A device at a workshop. Nobody knows whose it is.
    Seat(SeatToken),
}

/// What a screen hears.
#[derive(Clone, Debug)]
pub enum Heard {
    /// Something happened.
    Told(Arc<Told>),
    /// More happened than is told one by one: what there is is to be fetched.
    Behind,
}

/// Begins to listen to these topics from where each was heard last. Refused where the person may not see what they are about.
pub async fn listen(app: &App, token: &SessionToken, topics: Vec<Topic>) -> Result<Listener, AppError> {
    let person = identity::holder(app, token).await?.ok_or(AppError::Forbidden)?;
    begun(app, Ear::Session(token.clone()), person, topics).await
}

/// The same for a device at a workshop.
pub async fn listen_from_a_seat(app: &App, seat: &SeatToken, topics: Vec<Topic>) -> Result<Listener, AppError> {
    // Nobody has this id, and nothing is ever told in its scope.
    begun(app, Ear::Seat(seat.clone()), PersonId(Uuid::nil()), topics).await
}

async fn begun(app: &App, ear: Ear, person: PersonId, topics: Vec<Topic>) -> Result<Listener, AppError> {
    let organisation = match &ear {
        Ear::Session(token) => token.organisation(),
        Ear::Seat(seat) => seat.organisation(),
    };
    let mut scopes: Vec<Scope> = topics.iter().map(|topic| topic.scope).collect();
    // Every screen hears when what its person may do changes.
    scopes.push(Scope::Person(person));
    // First the place, then the look at rights and numbers: what changes in between is heard.
    let (number, line) = app
        .news
        .enter(organisation, &scopes)
        .ok_or(AppError::Full { seconds: 3 })?;
    let mut listener = Listener {
        news: app.news.clone(),
        number,
        line,
        organisation,
        ear,
        actor: Arc::new(Actor {
            organisation,
            person,
            name: String::new(),
            title: String::new(),
            grants: Vec::new(),
            seats: Vec::new(),
            tree: Arc::default(),
        }),
        topics,
        earlier: VecDeque::new(),
        is_behind: false,
        must_ask: false,
        ask_at: Instant::now() + ASK_EVERY,
    };
    listener.must_hear_all(app).await?;
    listener.begin(app, &scopes).await?;
    Ok(listener)
}

impl Listener {
    async fn begin(&mut self, app: &App, scopes: &[Scope]) -> Result<(), AppError> {
        let tx = app.read(self.organisation).await?;
        let newest = store::positions(&tx, scopes).await?;
        let mut again = Rung::default();
        for (scope, at) in &newest {
            let place = (self.organisation, *scope);
            if self.news.stands_at(place, *at) {
                again.join(Rung::At([place].into()));
            }
        }
        // The numbers again, in the same transaction: what is replayed ends where the rest begins.
        let since = read_on(&tx, &self.topics).await?;
        self.is_behind = since.is_behind;
        self.earlier = since.told;
        app.store.bell().ring(again);
        Ok(())
    }

    /// How far each topic was heard, in their order.
    pub fn positions(&self) -> impl Iterator<Item = Position> {
        self.topics.iter().map(|topic| topic.at)
    }

    /// What is listened to, and how far each was heard.
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// Who listens, with the rights they had when it was asked last.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What is heard next; none when it is over: the session ended, the right is gone, or the server stops. May be left and called again.
    pub async fn next(&mut self, app: &App) -> Result<Option<Heard>, AppError> {
        loop {
            if self.must_ask {
                if !self.ask(app).await? {
                    return Ok(None);
                }
                self.must_ask = false;
            }
            if self.is_behind {
                self.catch_up(app).await?;
                self.is_behind = false;
                return Ok(Some(Heard::Behind));
            }
            if let Some(told) = self.earlier.pop_front() {
                if self.is_new(&told) {
                    return Ok(Some(Heard::Told(Arc::new(told))));
                }
                continue;
            }
            match self.line.take() {
                Next::Told(told) if told.scope == Scope::Person(self.actor.person) => self.must_ask = true,
                Next::Told(told) => {
                    if self.is_new(&told) {
                        return Ok(Some(Heard::Told(told)));
                    }
                }
                // What was not heard may have been about rights.
                Next::Behind => (self.is_behind, self.must_ask) = (true, true),
                Next::Over => return Ok(None),
                Next::Nothing => tokio::select! {
                    () = self.line.woken.notified() => {}
                    () = sleep_until(self.ask_at) => self.must_ask = true,
                },
            }
        }
    }

    /// Is it the next one of its scope? Then it has been heard now. One that was heard already is left; after a gap all is fetched.
    fn is_new(&mut self, told: &Told) -> bool {
        let Some(topic) = self.topics.iter_mut().find(|topic| topic.scope == told.scope) else {
            return false;
        };
        match topic.at.to(told.at) {
            Distance::Ahead(1) => {
                topic.at = told.at;
                return true;
            }
            Distance::None => {}
            Distance::Elsewhere if topic.at.epoch == told.at.epoch => {}
            Distance::Ahead(_) | Distance::Elsewhere => self.is_behind = true,
        }
        false
    }

    /// Stands where everything stands now. What is fetched after this is at least as new.
    async fn catch_up(&mut self, app: &App) -> Result<(), AppError> {
        let tx = app.read(self.organisation).await?;
        let scopes: Vec<Scope> = self.topics.iter().map(|topic| topic.scope).collect();
        let newest = store::positions(&tx, &scopes).await?;
        for (topic, (_, at)) in self.topics.iter_mut().zip(newest) {
            topic.at = at;
        }
        self.earlier.clear();
        Ok(())
    }

    /// May the person still listen?
    async fn ask(&mut self, app: &App) -> Result<bool, AppError> {
        match self.must_hear_all(app).await {
            Ok(()) => Ok(true),
            Err(AppError::Forbidden | AppError::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Fails unless the session still runs and the person may hear of every topic. A page that is left open lets no session run longer.
    async fn must_hear_all(&mut self, app: &App) -> Result<(), AppError> {
        self.ask_at = Instant::now() + ASK_EVERY;
        let token = match &self.ear {
            Ear::Session(token) => token,
            Ear::Seat(seat) => {
                let tx = app.read(self.organisation).await?;
                let scopes: Vec<Scope> = self.topics.iter().map(|topic| topic.scope).collect();
                return workshops::must_hear(&tx, seat, &scopes).await;
            }
        };
        let onlooker = identity::onlooker(app, token).await?;
        let (visitor, _) = onlooker.ok_or(AppError::Forbidden)?;
        let tx = app.read(self.organisation).await?;
        for topic in &self.topics {
            must_hear(&tx, &visitor.actor, topic.scope).await?;
        }
        self.actor = Arc::new(visitor.actor);
        Ok(())
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut scopes: Vec<Scope> = self.topics.iter().map(|topic| topic.scope).collect();
        scopes.push(Scope::Person(self.actor.person));
        self.news.leave(self.organisation, &scopes, self.number);
    }
}
