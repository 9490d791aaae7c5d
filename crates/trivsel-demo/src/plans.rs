//! The demo's plans: the one Mosevang made of its notes on 12 March 2019, from which the pilot came, and one that is followed now and whose
//! TEST day was yesterday.

use chrono::{Days, NaiveDate};
use trivsel_app::app::local;
use trivsel_app::{App, AppError};
use trivsel_domain::chain::{ChainLink, Node};
use trivsel_domain::id::{BoardId, NoteId, PlanId, PlanLineId, PlanLookId};
use trivsel_domain::plan::{PlanAgreement, PlanLine, PlanLook, PlanPart, PlanState, UnitPlan};
use trivsel_store::{Tx, boards, chain, plans as store};

use super::Made;
use super::story::PILOT;
use super::workshops::FIRST_DAY;

/// The group whose plans they are.
const MOSEVANG: &str = "2112";

/// A line: heading, words, whose it is (a key of the cast, or a role in words), its day, what came of it.
struct Said {
    part: PlanPart,
    text: &'static str,
    who: &'static str,
    due_on: Option<NaiveDate>,
    done: Option<(NaiveDate, &'static str)>,
}

const fn said(part: PlanPart, text: &'static str) -> Said {
    Said {
        part,
        text,
        who: "",
        due_on: None,
        done: None,
    }
}

/// Writes both. Workshops and initiatives are there already.
pub(super) async fn write(app: &App, made: &Made) -> Result<(), AppError> {
    let tx = app.write(made.organisation.id).await?;
    write_first(&tx, made).await?;
    write_open(&tx, made, local(app.now()).date()).await?;
    tx.commit().await?;
    Ok(())
}

fn day(year: i32, month: u32, number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, number).unwrap_or_default()
}

fn line(made: &Made, plan: PlanId, key: &str, position: i32, said: &Said) -> PlanLine {
    let person = made.cast.find(said.who);
    PlanLine {
        id: PlanLineId(made.seed.id(&format!("{key} line {:?} {position}", said.part))),
        plan,
        part: said.part,
        position,
        text: said.text.to_owned(),
        person,
        role: match person {
            Some(_) => String::new(),
            None => said.who.to_owned(),
        },
        due_on: said.due_on,
        committee: None,
        indicator: None,
        survey_scale: String::new(),
        done_on: said.done.map(|(on, _)| on),
        outcome: said.done.map(|(_, outcome)| outcome.to_owned()).unwrap_or_default(),
        dropped_because: String::new(),
    }
}

async fn save(tx: &Tx, made: &Made, plan: &UnitPlan, key: &str, all: &[Said]) -> Result<Vec<PlanLine>, AppError> {
    store::add(tx, plan).await?;
    let mut lines: Vec<PlanLine> = Vec::with_capacity(all.len());
    for said in all {
        let above = lines.iter().filter(|line| line.part == said.part).count();
        let position = i32::try_from(above).unwrap_or(0) + 1;
        let line = line(made, plan.id, key, position, said);
        store::add_line(tx, &line).await?;
        lines.push(line);
    }
    Ok(lines)
}

/// The plan of 12 March 2019: three chosen notes, what came of them, and what the pilot took from it.
async fn write_first(tx: &Tx, made: &Made) -> Result<(), AppError> {
    let Some(unit) = made.units.id(MOSEVANG) else {
        return Ok(());
    };
    let key = "plan of 12 March 2019";
    let plan = UnitPlan {
        id: PlanId(made.seed.id(key)),
        number: 1,
        unit,
        title: "Ingen ser, hvad vi kan".to_owned(),
        valid_from: day(2019, 3, 12),
        valid_to: Some(day(2019, 6, 30)),
        state: PlanState::Closed,
        agreement: PlanAgreement {
            manager: made.cast.find("karen"),
            representative: made.cast.find("mette"),
            on: Some(day(2019, 3, 19)),
        },
        closing_note: "Planen blev til indsatsen »Stolte af faget i hjemmeplejen«.".to_owned(),
        version: 1,
    };
    let who = |text, who, due_on, done, outcome| Said {
        who,
        due_on: Some(due_on),
        done: Some((done, outcome)),
        ..said(PlanPart::Who, text)
    };
    let test = |text, due_on, outcome| Said {
        due_on: Some(due_on),
        done: Some((due_on, outcome)),
        ..said(PlanPart::Test, text)
    };
    let all = [
        said(PlanPart::What, "Ingen ser, hvad vi kan"),
        said(PlanPart::What, "Kørelisten bliver ændret, mens vi er ude hos borgeren"),
        said(PlanPart::What, "Ti minutter sammen efter morgenmødet"),
        said(PlanPart::How, "Fælles morgenmøder på tværs af faggrupper"),
        said(PlanPart::How, "Vi spørger om ønsker til ruter og weekender"),
        said(PlanPart::How, "Vi fortæller selv om arbejdet, også om det svære"),
        who(
            "Tager planen med til Distrikts-MED",
            "karen",
            day(2019, 4, 2),
            day(2019, 4, 2),
            "Besluttet som indsats",
        ),
        said(PlanPart::Sign, "Færre melder sig syge om vinteren"),
        said(PlanPart::Sign, "Vi ved i god tid, hvad der skal ske"),
        test(
            "Vi ser på det sammen i triaden",
            day(2019, 6, 12),
            "Morgenmøderne er gode, men de trækker ud",
        ),
    ];
    let lines = save(tx, made, &plan, key, &all).await?;
    store_way(tx, made, &plan, &lines).await
}

/// The chain through the plan: its first lines came of chosen notes, and the pilot with its parts came of it.
async fn store_way(tx: &Tx, made: &Made, plan: &UnitPlan, lines: &[PlanLine]) -> Result<(), AppError> {
    let board = BoardId(made.seed.id(&format!("{FIRST_DAY} board Mosevang")));
    let pilot = made.story.initiatives.iter().find(|one| one.number == PILOT);
    let (Some(place), Some(pilot)) = (boards::find(tx, board).await?, pilot) else {
        return Ok(());
    };
    store::add_to_group(tx, plan.id, place.workshop, place.group).await?;
    let mut links: Vec<(Node, Node, &str)> = Vec::new();
    for line in of(lines, PlanPart::What) {
        let note = NoteId(made.seed.id(&format!("{FIRST_DAY} note Mosevang {}", line.text)));
        links.push((Node::Note(board, note), Node::PlanLine(line.id), &line.text));
    }
    let became = |part: PlanPart, parts: Vec<Node>| {
        let own: Vec<&PlanLine> = of(lines, part).collect();
        let pairs = own.into_iter().zip(parts);
        pairs
            .map(|(line, to)| (Node::PlanLine(line.id), to, line.text.as_str()))
            .collect::<Vec<_>>()
    };
    let (story, id) = (&made.story, pilot.id);
    let measures = story.measures.iter().filter(|part| part.initiative == id);
    let criteria = story.criteria.iter().filter(|part| part.initiative == id);
    let milestones = story.milestones.iter().filter(|part| part.initiative == id);
    let follow_ups = story
        .follow_ups
        .iter()
        .filter(|part| part.initiative == id && part.title == "Sådan går det i gruppen");
    links.extend(became(PlanPart::What, vec![Node::Initiative(id); 3]));
    links.extend(became(
        PlanPart::How,
        measures.map(|part| Node::Measure(part.id)).collect(),
    ));
    links.extend(became(
        PlanPart::Who,
        milestones.map(|part| Node::Milestone(part.id)).collect(),
    ));
    links.extend(became(
        PlanPart::Sign,
        criteria.map(|part| Node::SuccessCriterion(part.id)).collect(),
    ));
    links.extend(became(
        PlanPart::Test,
        follow_ups.map(|part| Node::FollowUp(part.id)).collect(),
    ));
    for (from, to, words) in links {
        // A note was made a line on the day, the rest when the committee decided.
        let on = match from {
            Node::Note(..) => plan.valid_from,
            _ => day(2019, 4, 2),
        };
        let link = ChainLink::new(from, to, words, on)
            .map_err(|error| AppError::internal("making the demo's plans", error))?;
        chain::add(tx, &link).await?;
    }
    Ok(())
}

fn of(lines: &[PlanLine], part: PlanPart) -> impl Iterator<Item = &PlanLine> {
    lines.iter().filter(move |line| line.part == part)
}

/// What the open plan says.
fn open_lines(ago: &impl Fn(u64) -> NaiveDate, ahead: &impl Fn(u64) -> NaiveDate) -> [Said; 12] {
    let who = |text, who, due_on, done| Said {
        who,
        due_on: Some(due_on),
        done,
        ..said(PlanPart::Who, text)
    };
    let test = |text, due_on, done| Said {
        due_on: Some(due_on),
        done,
        ..said(PlanPart::Test, text)
    };
    [
        said(PlanPart::What, "Telefonen ringer under medicindosering"),
        said(PlanPart::What, "Kørelisten bliver lavet om, efter at vi er kørt"),
        said(PlanPart::How, "Telefonen ligger hos en makker, mens vi doserer"),
        said(
            PlanPart::How,
            "Ændringer i kørelisten meldes ud to gange: kl. 10 og kl. 13",
        ),
        who(
            "Laver en makkerliste for de næste fire uger",
            "ali",
            ago(22),
            Some((ago(23), "Listen hænger ved nøgleskabet")),
        ),
        who(
            "Aftaler de to tidspunkter med planlæggerne",
            "karen",
            ago(19),
            Some((ago(20), "Prøves til den første i måneden")),
        ),
        who("Spørger aftenholdet, om det passer dem", "mette", ahead(5), None),
        who(
            "Holder øje med, at makkeren bliver spurgt",
            "hele holdet",
            ahead(9),
            None,
        ),
        said(PlanPart::Sign, "Vi bliver højst afbrudt én gang under en dosering"),
        said(PlanPart::Sign, "Kørelisten er den samme kl. 9 og kl. 12"),
        test(
            "Vi ser på tegnene på morgenmødet",
            ago(15),
            Some((ago(15), "Det går den rigtige vej")),
        ),
        test("Vi ser på tegnene sammen på personalemødet", ago(1), None),
    ]
}

/// The plan that is followed now. Yesterday was its TEST day, whenever somebody looks at the demo.
async fn write_open(tx: &Tx, made: &Made, today: NaiveDate) -> Result<(), AppError> {
    let Some(unit) = made.units.id(MOSEVANG) else {
        return Ok(());
    };
    let ago = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let ahead = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let key = "plan about medicine";
    let plan = UnitPlan {
        id: PlanId(made.seed.id(key)),
        number: 2,
        unit,
        title: "Ro om medicinen, overblik om morgenen".to_owned(),
        valid_from: ago(29),
        valid_to: Some(ahead(62)),
        state: PlanState::Agreed,
        agreement: PlanAgreement {
            manager: made.cast.find("karen"),
            representative: made.cast.find("mette"),
            on: Some(ago(27)),
        },
        closing_note: String::new(),
        version: 1,
    };
    save(tx, made, &plan, key, &open_lines(&ago, &ahead)).await?;
    let look = PlanLook {
        id: PlanLookId(made.seed.id(&format!("{key} look"))),
        plan: plan.id,
        due_on: Some(ago(15)),
        held_on: ago(15),
        text: "Vi bliver højst afbrudt én gang under en dosering: bedre\nKørelisten er den samme kl. 9 og kl. 12: uændret\n\
               Vi giver planlæggerne to uger mere."
            .to_owned(),
        written_by: made.cast.find("mette"),
    };
    store::add_look(tx, &look).await?;
    Ok(())
}
