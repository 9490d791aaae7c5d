//! A criterion that a scale of a survey shows: chosen, frozen, evaluated and reported, out of publications only.

use chrono::NaiveDate;
use trivsel_app::evaluations::{Seen, SurveyEvaluation, evaluate_survey};
use trivsel_app::initiatives::content::InitiativeForm;
use trivsel_app::initiatives::criteria::{self, CriterionForm};
use trivsel_app::initiatives::form;
use trivsel_app::initiatives::moves::{self, MoveForm};
use trivsel_app::initiatives::sites::{self, SiteForm};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, initiatives as use_cases, questionnaires};
use trivsel_domain::evaluation::{Cap, Caution, Lack, Refusal, Settles, Verdict, Way};
use trivsel_domain::id::{InitiativeId, PublicationId, QuestionnaireVersionId, SuccessCriterionId, SurveyId};
use trivsel_domain::initiative::{CriterionKind, Direction, Initiative, State, SuccessCriterion};
use trivsel_domain::person::Role;
use trivsel_domain::publication::{Amount, GroupKey, Protection, Publication, PublishedGroup, ScaleResult, Shown};
use trivsel_domain::questionnaire::{Published, QuestionnaireVersion, built_in_version_id};
use trivsel_domain::rights::{Actor, Grant};
use trivsel_domain::survey::{Snapshot, Survey, SurveyState, Target, TwoLanguages};
use trivsel_store::publications::KeptPublication;
use trivsel_store::{initiatives as store, publications, questionnaires as versions, surveys, units};
use uuid::Uuid;

use crate::ground::{Ground, on_each_database};

const SCALE: &str = "pulse/predictability";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// FK above NORD (with A, B and E) and SYD (with C, D and F), and the shipped questionnaires.
async fn six(mut ground: Ground) -> Ground {
    ground.add_unit("E", Some("NORD")).await;
    ground.add_unit("F", Some("SYD")).await;
    let tx = ground.app.write(ground.organisation).await.unwrap();
    questionnaires::seed(&tx, ground.app.now()).await.unwrap();
    tx.commit().await.unwrap();
    ground
}

pub(crate) fn pulse(ground: &Ground) -> QuestionnaireVersionId {
    built_in_version_id(ground.organisation, "pulse", 1)
}

/// A published survey in which each of these units has this mean of predictability, of 40 answers with a standard error of 2; none is
/// hidden.
pub(crate) async fn publish(
    ground: &Ground,
    closed_on: &str,
    questionnaire: QuestionnaireVersionId,
    means: &[(&str, Option<f64>)],
) -> SurveyId {
    let tx = ground.app.write(ground.organisation).await.unwrap();
    let tree = units::tree(&tx, ground.app.today()).await.unwrap();
    let asked: Vec<_> = means.iter().map(|(code, _)| ground.unit(code)).collect();
    let number = surveys::next_number(&tx).await.unwrap();
    let survey = Survey {
        opens_on: Some(day(closed_on)),
        closes_on: Some(day(closed_on)),
        state: SurveyState::Published,
        closed_on: Some(day(closed_on)),
        ..Survey::draft(
            SurveyId(Uuid::now_v7()),
            number,
            questionnaire,
            TwoLanguages {
                da: format!("Måling {number}"),
                en: format!("Survey {number}"),
            },
            Target {
                units: vec![ground.unit("FK")],
                job_groups: Vec::new(),
                by_job_group: false,
                cut_off: day(closed_on),
            },
        )
    };
    surveys::add(&tx, &survey).await.unwrap();
    let shown = |mean: f64| Shown {
        invited: 50,
        respondents: Amount::Exact(40.0),
        scales: vec![ScaleResult {
            scale: "predictability".into(),
            mean: Amount::Exact(mean),
            standard_error: 2.0,
            interval: (mean - 4.0, mean + 4.0),
        }],
        distributions: Vec::new(),
    };
    let publication = Publication {
        survey: survey.id,
        number,
        title: survey.title.clone(),
        questionnaire,
        closed_on: day(closed_on),
        rules: survey.rules,
        invited: 300,
        snapshot: Snapshot::of(&tree, &asked),
        cells: Vec::new(),
        groups: means
            .iter()
            .map(|(code, mean)| PublishedGroup {
                key: GroupKey::Unit {
                    unit: ground.unit(code),
                },
                shown: mean.map(shown),
            })
            .collect(),
        comments: Vec::new(),
        protection: Protection::default(),
    };
    let content = serde_json::to_string(&publication).unwrap();
    let kept = KeptPublication {
        id: PublicationId(Uuid::now_v7()),
        survey: survey.id,
        published_on: day(closed_on),
        method_version: 1,
        hash: format!("{:064x}", Uuid::now_v7().as_u128()),
        content,
        ledger: "[]".into(),
    };
    publications::add(&tx, &kept).await.unwrap();
    tx.commit().await.unwrap();
    survey.id
}

const BEFORE: [(&str, Option<f64>); 6] = [
    ("A", Some(50.0)),
    ("B", Some(50.0)),
    ("E", Some(50.0)),
    ("C", Some(50.0)),
    ("D", Some(50.0)),
    ("F", Some(50.0)),
];
const AFTER: [(&str, Option<f64>); 6] = [
    ("A", Some(62.0)),
    ("B", Some(64.0)),
    ("E", Some(63.0)),
    ("C", Some(52.0)),
    ("D", Some(53.0)),
    ("F", Some(51.0)),
];

/// An initiative of the whole organisation that began in A, B and E in January 2021, with the criterion that the scale rises by 5.
async fn begun(ground: &Ground) -> (InitiativeId, SuccessCriterionId) {
    let initiative = Initiative {
        starts_on: Some(day("2021-01-15")),
        state: State::Running,
        ..ground.initiative("Ro på ruten")
    };
    let criterion = SuccessCriterion {
        title: "Flere ved, hvad der skal ske".into(),
        kind: CriterionKind::SurveyScale { scale: SCALE.into() },
        direction: Direction::Increase,
        smallest_worthwhile: Some(5.0),
        ..ground.criterion(&initiative)
    };
    let tx = ground.app.write(ground.organisation).await.unwrap();
    store::add(&tx, &initiative).await.unwrap();
    store::add_criterion(&tx, &criterion).await.unwrap();
    tx.commit().await.unwrap();
    for code in ["A", "B", "E"] {
        ground.begin(initiative.id, ground.unit(code), "2021-01-15").await;
    }
    (initiative.id, criterion.id)
}

async fn evaluated(
    ground: &Ground,
    who: &Actor,
    (initiative, criterion): (InitiativeId, SuccessCriterionId),
) -> SurveyEvaluation {
    let found = evaluate_survey(&ground.app, who, initiative, criterion).await.unwrap();
    found.unwrap().1
}

/// Where it began, the scale rose by 12, 14 and 13: by 13. Elsewhere by 2, 3 and 1: by 2. The effect is 11.
///
/// Sampling: each change has 2² + 2² = 8, each side 8/3, both together 16/3. Between: squares 2 + 2 over 4 degrees make 1, each side 1/3,
/// √(2/3). The larger is √(16/3) = 2.309; t with 4 degrees is 2.776; so 11 ± 6.412.
#[tokio::test]
async fn a_change_where_it_began_is_held_against_the_change_elsewhere() {
    on_each_database(async |ground| {
        let ground = six(ground).await;
        publish(&ground, "2020-10-01", pulse(&ground), &BEFORE).await;
        publish(&ground, "2023-10-01", pulse(&ground), &AFTER).await;
        let (who, of) = (ground.coordinator().await, begun(&ground).await);
        let found = evaluated(&ground, &who, of).await;
        let finding = found.finding.as_ref().unwrap();
        let levels = (finding.begun, finding.beside);
        assert_eq!(levels, (Some((50.0, 63.0)), Some((50.0, 52.0))));
        let interval = finding.judgement.interval;
        assert!((interval.estimate() - 11.0).abs() < 1e-9);
        assert!((interval.lower() - 4.588).abs() < 0.001, "{interval:?}");
        assert!((interval.upper() - 17.412).abs() < 0.001, "{interval:?}");
        assert!((finding.effect.between_error.unwrap() - (2.0_f64 / 3.0).sqrt()).abs() < 1e-9);
        assert_eq!(found.verdict(), Verdict::ChangeMaybeSmaller(Way::Better));
        assert_eq!((found.caps.as_slice(), found.settles.as_slice()), (&[][..], &[][..]));
        assert_eq!(found.cautions, [Caution::SamePeople, Caution::NotDrawn]);
        assert_eq!(found.units.len(), 6);
        assert!(found.units[..3].iter().all(|unit| unit.is_begun && unit.is_used));
        assert!(found.inputs.is_some());
        assert_eq!(evaluated(&ground, &who, of).await.hash, found.hash);

        publish(&ground, "2025-10-01", pulse(&ground), &BEFORE).await;
        let later = evaluated(&ground, &who, of).await;
        assert_ne!(later.hash, found.hash, "the newest survey counts");
        assert!(later.finding.unwrap().judgement.interval.estimate().abs() < 1e-9);
    })
    .await;
}

#[tokio::test]
async fn what_lacks_holds_the_verdict_and_says_what_would_settle_it() {
    on_each_database(async |ground| {
        let ground = six(ground).await;
        let (who, of) = (ground.coordinator().await, begun(&ground).await);
        let lack = |because| vec![Cap::Surveys { because }];
        let found = evaluated(&ground, &who, of).await;
        assert_eq!(
            (found.caps, found.settles),
            (lack(Lack::NoSurvey), vec![Settles::NextSurvey])
        );

        publish(&ground, "2020-10-01", pulse(&ground), &BEFORE).await;
        let found = evaluated(&ground, &who, of).await;
        assert_eq!(found.caps, lack(Lack::NoSurveySince));
        assert_eq!(found.settles, [Settles::NextSurvey]);
        assert_eq!((found.verdict(), found.finding), (Verdict::CannotBeConcluded, None));

        // B and E cannot be shown after: one unit is left where it began.
        let mut hidden = AFTER;
        hidden[1].1 = None;
        hidden[2].1 = None;
        publish(&ground, "2022-10-01", pulse(&ground), &hidden).await;
        let found = evaluated(&ground, &who, of).await;
        let few = Lack::FewUnits {
            begun: 1,
            beside: 3,
            need: 3,
        };
        assert_eq!((found.verdict(), &found.caps), (Verdict::CannotBeConcluded, &lack(few)));
        assert!((found.finding.as_ref().unwrap().judgement.interval.estimate() - 10.0).abs() < 1e-9);
        assert!(found.cautions.contains(&Caution::UnitsNotShown { units: 2 }));
        assert!(found.settles.contains(&Settles::MoreTreatedUnits { units: 2 }));
        assert_eq!(found.units[1].seen[1], Seen::Hidden);

        let nothing = AFTER.map(|(code, mean)| (code, mean.filter(|_| ["C", "D", "F"].contains(&code))));
        publish(&ground, "2023-10-01", pulse(&ground), &nothing).await;
        assert_eq!(evaluated(&ground, &who, of).await.caps, lack(Lack::NotShown));

        // Only those that began are asked: before and after is shown, and held back.
        publish(&ground, "2024-10-01", pulse(&ground), &AFTER[..3]).await;
        let found = evaluated(&ground, &who, of).await;
        let alone = Cap::Refused {
            because: Refusal::NoUntouchedUnit,
        };
        assert_eq!(
            (found.verdict(), &found.caps),
            (Verdict::CannotBeConcluded, &vec![alone])
        );
        assert!((found.finding.unwrap().judgement.interval.estimate() - 13.0).abs() < 1e-9);
    })
    .await;
}

/// A version of the pulse in which one of the scale's questions has another word.
async fn reworded(ground: &Ground) -> QuestionnaireVersionId {
    let tx = ground.app.write(ground.organisation).await.unwrap();
    let first = versions::find_version(&tx, pulse(ground)).await.unwrap().unwrap();
    let mut content = first.content.clone();
    let of_scale = content.find_scale("predictability").unwrap().items[0].item.clone();
    let item = content.items.iter_mut().find(|item| item.key == of_scale).unwrap();
    item.text.set("da", "Får du besked i rigtig god tid?");
    let id = QuestionnaireVersionId(Uuid::now_v7());
    let version = QuestionnaireVersion {
        id,
        number: 2,
        based_on: Some(first.id),
        content,
        published: Some(Published {
            at: ground.app.now(),
            by: None,
            hash: "f".repeat(64),
        }),
        ..first
    };
    versions::add_version(&tx, &version).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn changed_questions_break_the_comparison() {
    on_each_database(async |ground| {
        let ground = six(ground).await;
        publish(&ground, "2020-10-01", pulse(&ground), &BEFORE).await;
        let other = reworded(&ground).await;
        publish(&ground, "2023-10-01", other, &AFTER).await;
        let (who, of) = (ground.coordinator().await, begun(&ground).await);
        let found = evaluated(&ground, &who, of).await;
        let because = Lack::WordingChanged;
        assert_eq!(found.caps, [Cap::Surveys { because }]);
        assert_eq!(found.settles, [Settles::SameWords]);
        let view = use_cases::find(&ground.app, &who, of.0).await.unwrap();
        assert!(view.criteria[0].scale.as_ref().unwrap().is_broken);
    })
    .await;
}

#[tokio::test]
async fn what_is_published_of_a_unit_is_for_those_who_may_read_its_figures() {
    on_each_database(async |ground| {
        let ground = six(ground).await;
        publish(&ground, "2020-10-01", pulse(&ground), &BEFORE).await;
        publish(&ground, "2023-10-01", pulse(&ground), &AFTER).await;
        let of = begun(&ground).await;
        let manager = Actor {
            grants: vec![Grant {
                role: Role::Manager,
                unit: Some(ground.unit("A")),
            }],
            ..ground.coordinator().await
        };
        let found = evaluated(&ground, &manager, of).await;
        assert_eq!(found.inputs, None);
        for unit in &found.units {
            let is_own = unit.unit == ground.unit("A");
            assert_eq!(unit.seen.contains(&Seen::OutOfReach), !is_own, "{unit:?}");
        }
        let finding = found.finding.unwrap();
        assert!(finding.is_compared, "the difference everybody may know");
        let levels = (finding.begun, finding.beside);
        assert_eq!(levels, (None, None), "they may be a unit's");
    })
    .await;
}

async fn seen_now(ground: &Ground, criterion: SuccessCriterionId) -> String {
    let tx = ground.app.read(ground.organisation).await.unwrap();
    seen::mark(&store::find_criterion(&tx, criterion).await.unwrap().unwrap())
}

fn chosen(measured_by: &str) -> CriterionForm {
    CriterionForm {
        title: "Flere ved, hvad der skal ske".into(),
        measured_by: measured_by.into(),
        direction: "increase".into(),
        ..CriterionForm::default()
    }
}

#[tokio::test]
async fn a_scale_is_chosen_among_those_of_published_questionnaires_and_own_words_stay() {
    on_each_database(async |ground| {
        let ground = six(ground).await;
        let (who, (id, criterion)) = (ground.coordinator().await, begun(&ground).await);
        let offer = criteria::offer(&ground.app, &who, id).await.unwrap();
        assert!(offer.scales.iter().any(|named| named.code() == SCALE));
        assert!(
            offer.scales.iter().all(|named| named.questionnaire != "who5"),
            "nobody has published its questions here"
        );
        for unknown in ["survey_scale/pulse/nothing", "survey_scale", "survey_scale/Stolthed"] {
            let form = CriterionForm {
                seen: seen_now(&ground, criterion).await,
                ..chosen(unknown)
            };
            let refused = match form.read() {
                Ok(content) => {
                    let seen = SeenMark::typed(&form.seen);
                    criteria::change(&ground.app, &who, id, criterion, &seen, &content).await
                }
                Err(problems) => Err(AppError::from(problems)),
            };
            assert!(matches!(refused, Err(AppError::Invalid(_))), "{unknown}");
        }
        let tx = ground.app.write(ground.organisation).await.unwrap();
        let mut own = store::find_criterion(&tx, criterion).await.unwrap().unwrap();
        own.kind = CriterionKind::SurveyScale {
            scale: "Stolthed over arbejdet".into(),
        };
        store::change_criterion(&tx, &own).await.unwrap();
        tx.commit().await.unwrap();
        let form = criteria::form_of(&own, |number| number.to_string());
        criteria::change(
            &ground.app,
            &who,
            id,
            criterion,
            &SeenMark::typed(&form.seen),
            &form.read().unwrap(),
        )
        .await
        .unwrap();
        let view = use_cases::find(&ground.app, &who, id).await.unwrap();
        assert_eq!(view.criteria[0].criterion.kind.scale(), "Stolthed over arbejdet");
        assert_eq!(view.criteria[0].scale, None);
        let found = evaluate_survey(&ground.app, &who, id, criterion).await.unwrap();
        assert!(found.is_none());
        let form = CriterionForm {
            seen: seen_now(&ground, criterion).await,
            ..chosen(&format!("survey_scale/{SCALE}"))
        };
        criteria::change(
            &ground.app,
            &who,
            id,
            criterion,
            &SeenMark::typed(&form.seen),
            &form.read().unwrap(),
        )
        .await
        .unwrap();
        assert!(
            evaluate_survey(&ground.app, &who, id, criterion)
                .await
                .unwrap()
                .is_some()
        );
    })
    .await;
}

/// A has 60 and is asked; B has 50 and is asked; both answered by 40: 55. E is hidden and does not count.
#[tokio::test]
async fn a_decision_writes_down_the_newest_published_level_of_the_units_where_it_is_to_run() {
    on_each_database(async |ground| {
        let ground = six(ground).await;
        publish(&ground, "2022-10-01", pulse(&ground), &AFTER).await;
        publish(
            &ground,
            "2026-03-01",
            pulse(&ground),
            &[("A", Some(60.0)), ("B", Some(50.0)), ("E", None), ("C", Some(90.0))],
        )
        .await;
        let who = Actor {
            grants: vec![Grant {
                role: Role::Manager,
                unit: Some(ground.unit("FK")),
            }],
            ..ground.coordinator().await
        };
        let form = InitiativeForm {
            title: "Faste morgenmøder".into(),
            unit: ground.unit("NORD").to_string(),
            iglo_level: "group".into(),
            ..InitiativeForm::default()
        };
        let id = form::add(&ground.app, &who, &form.read().unwrap(), None).await.unwrap();
        for code in ["A", "B", "E"] {
            let site = SiteForm {
                unit: ground.unit(code).to_string(),
                stage: "pilot".into(),
                starts_on: "01.02.2027".into(),
                ..SiteForm::default()
            };
            sites::add(&ground.app, &who, id, &site.read().unwrap()).await.unwrap();
        }
        criteria::add(
            &ground.app,
            &who,
            id,
            &chosen(&format!("survey_scale/{SCALE}")).read().unwrap(),
        )
        .await
        .unwrap();
        let reason = MoveForm {
            reason: "Besluttet i MED".into(),
            ..MoveForm::default()
        };
        moves::change_state(&ground.app, &who, id, State::Decided, &reason.read().unwrap())
            .await
            .unwrap();
        let view = use_cases::find(&ground.app, &who, id).await.unwrap();
        let frozen = &view.criteria[0];
        assert_eq!(frozen.criterion.baseline, Some(55.0));
        assert_eq!(frozen.criterion.frozen_at, Some(ground.app.now()));
        let figure = frozen.scale.as_ref().unwrap();
        assert_eq!(
            figure.before.as_ref().map(|level| (level.value, level.units)),
            Some((55.0, 2))
        );
        assert_eq!(figure.now, None, "nobody has been asked since the start");
        assert_eq!(figure.values, [Some(63.0), Some(55.0)]);
    })
    .await;
}
