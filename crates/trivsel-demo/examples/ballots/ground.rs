//! What the measurements stand on: an organisation with an open survey, tokens, and a server that can be killed.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chrono::Days;
use trivsel_app::{App, Clock, Settings, surveys};
use trivsel_ballot::rand_core::OsRng;
use trivsel_ballot::{Binding, Blinding, SecretKey, Token, evaluate};
use trivsel_demo::Plan;
use trivsel_domain::id::{OrganisationId, SurveyId};
use trivsel_domain::questionnaire::built_in_version_id;
use trivsel_domain::survey::{Survey, SurveyState, Target, TwoLanguages};
use trivsel_store::Store;
use uuid::Uuid;

use crate::Outcome;

/// An open survey and its key.
pub(crate) struct Ground {
    pub(crate) app: App,
    pub(crate) organisation: OrganisationId,
    pub(crate) survey: SurveyId,
    pub(crate) path: String,
    key: SecretKey,
    cells: Vec<u32>,
}

impl Ground {
    /// Makes it in an empty database: so many employees, asked by unit, or by unit and job group.
    pub(crate) async fn make(database: &str, employees: usize, by_job_group: bool) -> Outcome<Self> {
        let store = Store::open(database).await?;
        let app = App::new(store, Clock::System, Settings::local(std::env::temp_dir()));
        let plan = Plan::of_size(employees);
        let organisation = trivsel_demo::create(&app, &plan).await?;
        let id = SurveyId(Uuid::now_v7());
        let today = app.today();
        let tx = app.write(organisation).await?;
        let tree = trivsel_store::units::tree(&tx, today).await?;
        let survey = Survey {
            opens_on: Some(today),
            closes_on: today.checked_add_days(Days::new(30)),
            state: SurveyState::Planned,
            ..Survey::draft(
                id,
                1,
                built_in_version_id(organisation, "pulse", 1),
                TwoLanguages {
                    da: "Måling af farten".into(),
                    en: String::new(),
                },
                Target {
                    units: tree.roots().map(|node| node.id).collect(),
                    cut_off: today,
                    by_job_group,
                    ..Target::default()
                },
            )
        };
        trivsel_store::surveys::add(&tx, &survey).await?;
        tx.commit().await?;
        surveys::advance(&app).await?;
        let tx = app.read(organisation).await?;
        let frozen = trivsel_store::surveys::frozen(&tx, id)
            .await?
            .ok_or("the survey did not open")?;
        let cells = trivsel_store::surveys::list_cells(&tx, id).await?;
        Ok(Self {
            path: format!("/answer/{}/1/ballot", plan.short_name()),
            key: SecretKey::from_bytes(&from_hex(&frozen.secret_key)?)?,
            cells: cells.iter().map(|cell| cell.number).collect(),
            organisation,
            survey: id,
            app,
        })
    }

    /// Ballots that have not been handed in yet, each with the key it will lie under: tokens as browsers would have fetched them.
    pub(crate) fn mint(&self, count: usize) -> Outcome<Vec<Vote>> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let share = count.div_ceil(threads);
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|worker| {
                    scope.spawn(move || {
                        (worker * share..count.min((worker + 1) * share))
                            .map(|at| self.vote(at))
                            .collect::<Outcome<Vec<Vote>>>()
                    })
                })
                .collect();
            let mut votes = Vec::with_capacity(count);
            for worker in workers {
                votes.extend(worker.join().map_err(|_| "a minting thread failed")??);
            }
            Ok(votes)
        })
    }

    fn vote(&self, at: usize) -> Outcome<Vote> {
        let cell = *self.cells.get(at % self.cells.len()).ok_or("there are no cells")?;
        let binding = Binding {
            survey: *self.survey.0.as_bytes(),
            cell,
        };
        let input: [u8; 32] = std::array::from_fn(|_| rand::random());
        let blinding = Blinding::new(input, &mut OsRng)?;
        let evaluation = evaluate(&self.key, &binding, &blinding.blinded(), &mut OsRng)?;
        let token = blinding.finalize(&self.key.public_key(), &binding, &evaluation)?;
        Ok(Vote::of(cell, &token))
    }
}

/// A ballot on its way in.
#[derive(Clone)]
pub(crate) struct Vote {
    pub(crate) body: String,
    pub(crate) key: String,
}

impl Vote {
    fn of(cell: u32, token: &Token) -> Self {
        let answers = serde_json::json!({
            "influence_way": 3, "influence_heard": 2, "meaning_difference": 4, "meaning_time": 3, "predictability_news": 1,
            "predictability_weeks": 2, "support_colleagues": 3, "support_manager": 3, "recognition_noticed": 2,
            "recognition_respect": 3, "recognition_return": 2, "demands_amount": 1, "demands_pace": 1, "mastery_equipped": 3,
            "mastery_quality": 3, "belonging_part": 3, "belonging_voice": 2, "bullying": 0, "sexual_harassment": 0, "violence": 0,
        });
        let body = serde_json::json!({
            "cell": cell,
            "token": { "input": token.input_text(), "output": token.output_text() },
            "answers": answers,
        });
        Self {
            body: body.to_string(),
            key: token
                .ballot_key()
                .to_bytes()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        }
    }
}

/// A server of its own.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts it and waits until it answers.
    pub(crate) async fn start(program: &str, database: &str, port: u16) -> Outcome<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let child = Command::new(program)
            .args(["serve", "--database", database, "--address", &address.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        for _ in 0..600 {
            if tokio::net::TcpStream::connect(address).await.is_ok() {
                return Ok(Self { child, address });
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err("the server does not answer".into())
    }

    /// SIGKILL: no last words.
    pub(crate) fn kill(&mut self) -> Outcome<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.kill();
    }
}

fn from_hex(text: &str) -> Outcome<Vec<u8>> {
    let bytes: Option<Vec<u8>> = (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect();
    bytes.ok_or_else(|| "the key is broken".into())
}
