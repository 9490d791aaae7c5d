//! Letting many in at once: a mail to each, or a slip of paper for each.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use trivsel_domain::id::{PersonId, UnitId};
use trivsel_domain::person::Person;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::sign_in::{AccessKind, SignInKind};
use trivsel_store::access_links::{self as store, AccessLink};
use trivsel_store::mails::{self as queue, Mail, MailKind};
use trivsel_store::sessions::{self, Account};
use trivsel_store::{Tx, organisations, persons};

use super::{address, hash_of};
use crate::identity::door;
use crate::input::Input;
use crate::persons::OneTimePassword;
use crate::trail::Trail;
use crate::work::Work;
use crate::{App, AppError, Problems, mail_address, mails};

/// Who of those in reach is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Those who have no account.
    New,
    /// Those who were let in and have not chosen a password.
    Again,
}

impl Whom {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::New, Self::Again];

    /// The code, as forms carry it.
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Again => "again",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|whom| whom.code() == code)
    }
}

/// What is chosen on the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ManyForm {
    /// In this unit and below; empty for the whole organisation.
    pub unit: String,
    /// Who of them.
    pub whom: String,
}

/// Who is to be let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToLetIn {
    /// In this unit and below; none for the whole organisation.
    pub unit: Option<UnitId>,
    /// Who of them.
    pub whom: Whom,
}

impl ManyForm {
    /// What was chosen, as values.
    pub fn read(&self) -> Result<ToLetIn, Problems> {
        let mut input = Input::new();
        let unit = input.optional_id("unit", &self.unit);
        let whom = input.choice("whom", &self.whom, Whom::parse);
        input.read(whom.map(|whom| ToLetIn { unit, whom }))
    }
}

/// How many there are to be let in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ready {
    /// Without an account, with an address.
    pub new: usize,
    /// Let in, and no password chosen yet.
    pub again: usize,
    /// Of those the ones whose code has run out.
    pub run_out: usize,
    /// Without an account and without an address: they cannot sign in.
    pub without_address: usize,
    /// With a password.
    pub inside: usize,
}

/// The slips of one unit.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Where the people work; empty for those who work nowhere.
    pub unit: String,
    /// One for each.
    pub slips: Vec<Slip>,
}

/// What somebody is handed on paper.
#[derive(Clone)]
pub struct Slip {
    /// Whom it is for.
    pub name: String,
    /// What they sign in with later.
    pub email: String,
    /// The address with the code in it.
    pub link: String,
    /// The code, to be typed.
    pub code: String,
}

impl std::fmt::Debug for Slip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Slip(…)")
    }
}

/// How somebody stands at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    New,
    Invited { has_run_out: bool, waits_for_mail: bool },
    Inside,
    Closed,
}

struct AtTheDoor {
    person: Person,
    /// Where they work today.
    unit: Option<UnitId>,
    standing: Stand,
}

impl AtTheDoor {
    fn has_address(&self) -> bool {
        self.person
            .email
            .as_deref()
            .is_some_and(|email| mail_address::read(email).is_some())
    }

    fn is_wanted(&self, whom: Whom) -> bool {
        self.has_address()
            && match whom {
                Whom::New => self.standing == Stand::New,
                Whom::Again => matches!(self.standing, Stand::Invited { .. }),
            }
    }
}

/// Those who work in a unit today, or in the whole organisation; there also those who work nowhere and have never done.
async fn candidates(
    tx: &Tx,
    who: &Actor,
    unit: Option<UnitId>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<AtTheDoor>, AppError> {
    let units: Option<BTreeSet<UnitId>> = unit.map(|unit| who.tree.subtree(unit).into_iter().collect());
    let all = persons::list(tx).await?;
    let ids: Vec<PersonId> = all.iter().map(|person| person.id).collect();
    let mut employed = BTreeSet::new();
    let mut works_in = BTreeMap::new();
    for employment in persons::employments_of_some(tx, &ids).await? {
        employed.insert(employment.person);
        if employment.period.contains(today) {
            works_in.insert(employment.person, employment.unit);
        }
    }
    let accounts = sessions::list_accounts(tx).await?.into_iter();
    let accounts: BTreeMap<_, _> = accounts.map(|account| (account.person, account)).collect();
    let links = store::list(tx, AccessKind::Invited).await?.into_iter();
    let links: BTreeMap<_, _> = links.map(|link| (link.person, link.expires_at)).collect();
    let waiting = queue::list_of_kind(tx, MailKind::Access).await?.into_iter();
    let waiting: BTreeSet<_> = waiting.map(|mail| mail.person).collect();
    let standing = |person: PersonId| match accounts.get(&person) {
        None => Stand::New,
        Some(account) if account.disabled_at.is_some() => Stand::Closed,
        Some(_) => {
            let (link, waits_for_mail) = (links.get(&person), waiting.contains(&person));
            if link.is_none() && !waits_for_mail {
                return Stand::Inside;
            }
            Stand::Invited {
                has_run_out: !waits_for_mail && link.is_some_and(|until| *until <= now),
                waits_for_mail,
            }
        }
    };
    let mut found = Vec::new();
    for person in all {
        let unit = works_in.get(&person.id).copied();
        let is_in_reach = match &units {
            Some(units) => unit.is_some_and(|unit| units.contains(&unit)),
            None => unit.is_some() || !employed.contains(&person.id),
        };
        if is_in_reach {
            let standing = standing(person.id);
            found.push(AtTheDoor { person, unit, standing });
        }
    }
    Ok(found)
}

/// How many there are to be let in, in a unit and below or in the whole organisation.
pub async fn ready(app: &App, who: &Actor, unit: Option<UnitId>) -> Result<Ready, AppError> {
    who.must_everywhere(Right::ChangeAccounts)?;
    let tx = app.read(who.organisation).await?;
    let all = candidates(&tx, who, unit, app.today(), app.now()).await?;
    let mut ready = Ready::default();
    for one in &all {
        match one.standing {
            Stand::New if one.has_address() => ready.new += 1,
            Stand::New => ready.without_address += 1,
            Stand::Invited { has_run_out, .. } => {
                ready.again += 1;
                ready.run_out += usize::from(has_run_out);
            }
            Stand::Inside => ready.inside += 1,
            Stand::Closed => {}
        }
    }
    Ok(ready)
}

/// Opens accounts and sends each a mail with a link. Says how many. To somebody for whom such a mail waits already no other one is sent.
pub async fn invite(app: &App, who: &Actor, wanted: ToLetIn) -> Result<usize, AppError> {
    who.must_everywhere(Right::ChangeAccounts)?;
    app.must_mail()?;
    app.writing(who, |work| async move {
        let chosen = opened(&work, who, wanted).await?;
        let needs_mail = |one: &&AtTheDoor| {
            !matches!(
                one.standing,
                Stand::Invited {
                    waits_for_mail: true,
                    ..
                }
            )
        };
        let to: Vec<Mail> = chosen
            .iter()
            .filter(needs_mail)
            .map(|one| Mail::to(one.person.id, MailKind::Access))
            .collect();
        mails::queue(&work, &to).await?;
        Ok(to.len())
    })
    .await
}

/// Opens accounts and makes a slip of paper for each, by unit. Codes and mails they were given before open nothing from then on. The codes
/// are kept nowhere: a sheet that is lost is made anew.
pub async fn sheets(app: &App, who: &Actor, wanted: ToLetIn) -> Result<Vec<Sheet>, AppError> {
    who.must_everywhere(Right::ChangeAccounts)?;
    app.writing(who, |work| async move {
        let chosen = opened(&work, who, wanted).await?;
        let organisation = organisations::find(&work).await?.ok_or(AppError::NotFound)?;
        let ids: Vec<PersonId> = chosen.iter().map(|one| one.person.id).collect();
        store::remove_of(&work, &ids, AccessKind::Invited).await?;
        let (mut links, mut sheets) = (Vec::new(), BTreeMap::<Option<UnitId>, Vec<Slip>>::new());
        for one in &chosen {
            queue::remove_to(&work, one.person.id, &[MailKind::Access]).await?;
            door::note(app, &work, one.person.id, SignInKind::LinkGiven).await?;
            let code = OneTimePassword::new();
            links.push(AccessLink {
                token_hash: hash_of(code.expose()),
                person: one.person.id,
                kind: AccessKind::Invited,
                expires_at: work.now + AccessKind::Invited.valid_for(),
            });
            sheets.entry(one.unit).or_default().push(Slip {
                name: one.person.name.clone(),
                email: one.person.email.clone().unwrap_or_default(),
                link: address(app, &organisation, &code),
                code: code.expose().to_owned(),
            });
        }
        store::add_many(&work, &links).await?;
        // In the order of the tree, so that the sheets of one house lie together.
        let order = who.tree.iter().map(|node| Some(node.id)).chain([None]);
        let sheet = |unit: Option<UnitId>| {
            let slips = sheets.get(&unit)?.clone();
            let unit = unit.map(|unit| who.tree.name(unit).to_owned()).unwrap_or_default();
            Some(Sheet { unit, slips })
        };
        Ok(order.filter_map(sheet).collect())
    })
    .await
}

/// Those who are wanted, each with an account that is open.
async fn opened(work: &Work, who: &Actor, wanted: ToLetIn) -> Result<Vec<AtTheDoor>, AppError> {
    let all = candidates(work, who, wanted.unit, work.today, work.now).await?;
    let chosen: Vec<AtTheDoor> = all.into_iter().filter(|one| one.is_wanted(wanted.whom)).collect();
    if chosen.is_empty() {
        return Err(AppError::Refused("refused-nobody-to-let-in"));
    }
    let new = chosen.iter().filter(|one| one.standing == Stand::New);
    let accounts: Vec<Account> = new
        .map(|one| Account {
            person: one.person.id,
            password_hash: String::new(),
            language: "da".to_owned(),
            disabled_at: None,
            must_change_password: false,
            password_until: None,
        })
        .collect();
    sessions::add_accounts(work, &accounts).await?;
    for one in &chosen {
        work.trail(Trail::new("account", one.person.id.0, "invited").of(one.person.id.0));
    }
    Ok(chosen)
}
