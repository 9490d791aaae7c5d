//! The same attacker on the demo's surveys, without the box: what follows from the shares alone, when a few of a hundred leave a question
//! out.

use chrono::{TimeZone, Utc};
use good_lp::{Expression, Solution, SolverModel, Variable, microlp, variable, variables};
use trivsel_domain::publication::{Amount, Publication, Shown, Standing};
use trivsel_domain::questionnaire::{Content, Item};
use trivsel_store::publications as store;
use trivsel_store::{Store, questionnaires};

use trivsel_app::{App, Clock, Settings};
use trivsel_demo::Plan;

use crate::told::{cells_of, pools};

/// Every so manieth question is attacked: all of them take minutes.
const EVERY: usize = 8;

#[tokio::test]
async fn in_the_demo_nobody_follows_whom_one_or_two_chose_alone() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("demo.db").display());
    let app = App::new(
        Store::open(&address).await.unwrap(),
        Clock::Fixed(Utc.with_ymd_and_hms(2026, 11, 21, 11, 0, 0).unwrap()),
        Settings::local(folder.path().to_owned()),
    );
    let organisation = trivsel_demo::create(&app, &Plan::story()).await.unwrap();
    let tx = app.read(organisation).await.unwrap();
    let mut attacked = 0;
    for survey in store::list_surveys(&tx).await.unwrap() {
        let kept = store::of_survey(&tx, survey).await.unwrap().unwrap();
        let publication: Publication = serde_json::from_str(&kept.content).unwrap();
        let version = questionnaires::find_version(&tx, publication.questionnaire)
            .await
            .unwrap();
        let found = Edition {
            publication,
            content: version.unwrap().content,
        };
        let (mut shown, mut pooled, mut few) = (0, 0, 0);
        for item in found
            .content
            .items
            .iter()
            .filter(|item| item.condition.is_none())
            .step_by(EVERY)
        {
            for (group, own) in groups(&found).iter().enumerate() {
                let Some(spread) = own.1.distribution(&item.key) else {
                    continue;
                };
                for (option, (_, share)) in spread.shares.iter().enumerate() {
                    shown += usize::from(matches!(share, Amount::Exact(_)));
                    if matches!(share, Amount::Exact(_)) {
                        continue;
                    }
                    pooled += 1;
                    // Somebody, and two at most.
                    few += usize::from(
                        reach(&found, item, group, option, -1.0) <= 2.0 + 1e-6
                            && reach(&found, item, group, option, 1.0) > 1e-6,
                    );
                }
            }
        }
        attacked += pooled;
        eprintln!(
            "survey {}: {shown} shares, {pooled} pooled options, {few} known to be one or two",
            found.publication.number
        );
        assert_eq!(few, 0, "survey {}", found.publication.number);
    }
    assert!(attacked > 100, "{attacked}");
}

/// A publication with the questions it was asked.
struct Edition {
    publication: Publication,
    content: Content,
}

fn groups(edition: &Edition) -> Vec<(Vec<usize>, &Shown)> {
    let units = edition.publication.snapshot.units().iter();
    units
        .filter_map(|unit| match edition.publication.standing(unit.id) {
            Standing::Shown(shown) => Some((cells_of(&edition.publication, unit.id), shown)),
            _ => None,
        })
        .collect()
}

/// The least (`sign` 1) or the most (-1) who can have chosen an option in a group.
fn reach(edition: &Edition, item: &Item, group: usize, option: usize, sign: f64) -> f64 {
    let options = edition.content.choices_of(item).unwrap().options.len();
    let mut vars = variables!();
    let table: Vec<Vec<Variable>> = edition
        .publication
        .cells
        .iter()
        .map(|_| (0..options).map(|_| vars.add(variable().min(0.0))).collect())
        .collect();
    let groups = groups(edition);
    let sum: Expression = groups[group].0.iter().map(|cell| table[*cell][option]).sum();
    let mut program = vars.minimise(sum.clone() * sign).using(microlp);
    for (cells, shown) in &groups {
        let all: Expression = cells.iter().flat_map(|cell| &table[*cell]).sum();
        let (least, most) = shown.respondents.ends();
        program = program.with(all.clone().geq((0.9 * least).floor()));
        program = program.with(all.clone().leq(most));
        let Some(spread) = shown.distribution(&item.key) else {
            continue;
        };
        for (pool, percent, half) in pools(&spread.shares) {
            let own: Expression = cells
                .iter()
                .flat_map(|cell| pool.iter().map(|at| table[*cell][*at]))
                .sum();
            let low = (percent - half) / 100.0;
            let high = (percent + half) / 100.0;
            program = program.with((own.clone() - all.clone() * low).geq(0.0));
            program = program.with((own - all.clone() * high).leq(0.0));
        }
    }
    program.solve().unwrap().eval(sum)
}
