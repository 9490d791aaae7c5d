//! `trivsel doctor`

use std::process::ExitCode;

use clap::Args;
use trivsel_app::initiatives::sites;
use trivsel_app::persons::handover;
use trivsel_app::{legal_rules, uploads};
use trivsel_domain::job::JobState;
use trivsel_domain::person::Role;
use trivsel_store::files::{is_open_to_others, open_to_others};
use trivsel_store::{health, jobs, looks, organisations, persons, surveys};

use super::{Desk, Installation, say};
use crate::failure::{Failure, chain};

/// Look for what is wrong with an installation. Exit code 1 when something is.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    #[command(flatten)]
    installation: Installation,
}

impl Doctor {
    pub(crate) async fn run(self, desk: &Desk) -> Result<ExitCode, Failure> {
        let app = self.installation.open_existing(desk).await?;
        let mut is_well = true;
        let mut report = |is_good: bool, what: String| {
            is_well &= is_good;
            say(format!("{}  {what}", if is_good { "ok     " } else { "problem" }))
        };
        report(true, format!("the database answers: {:?}", app.store.kind()))?;
        let found = health::check(&app.store)
            .await
            .map_err(|error| Failure::new("could not look through the database", error))?;
        report(
            found.is_empty(),
            if found.is_empty() {
                "the rows and their keys fit together".to_owned()
            } else {
                found.join("; ")
            },
        )?;
        let written = app.store.beat().await;
        report(
            written.is_ok(),
            match &written {
                Ok(()) => "the database can be written".to_owned(),
                Err(error) => format!("the database cannot be written: {}", chain(error)),
            },
        )?;
        let mut open = open_to_others(&self.installation.address()?);
        open.extend(Some(app.settings.state_dir.clone()).filter(|folder| is_open_to_others(folder)));
        let names: Vec<String> = open.iter().map(|path| path.display().to_string()).collect();
        report(
            open.is_empty(),
            if open.is_empty() {
                "files are open to the program's own account only".to_owned()
            } else {
                format!(
                    "others on this machine may look into {}: take their rights away with chmod go= FILE",
                    names.join(", ")
                )
            },
        )?;
        let probe = app.settings.state_dir.join("doctor.probe");
        let is_writable = std::fs::write(&probe, b"probe").is_ok();
        let _gone = std::fs::remove_file(&probe);
        let folder = app.settings.state_dir.display();
        report(
            is_writable,
            if is_writable {
                format!("files can be written to {folder}")
            } else {
                format!(
                    "files cannot be written to {folder}: let the program's account write there, or name another folder with --state-dir"
                )
            },
        )?;
        let all = organisations::list(&app.store)
            .await
            .map_err(|error| Failure::new("could not read the organisations", error))?;
        report(
            !all.is_empty(),
            match all.len() {
                0 => "there is no organisation: add one with trivsel organisation add".to_owned(),
                count => format!("organisations: {count}"),
            },
        )?;
        for organisation in &all {
            let failed = |error| {
                Failure::new(
                    format!("could not read the roles of {}", organisation.short_name),
                    error,
                )
            };
            let tx = app.read(organisation.id).await.map_err(failed)?;
            let roles = persons::list_roles(&tx).await.map_err(failed)?;
            let name = &organisation.short_name;
            if let Some(kept) = looks::find(&tx).await.map_err(failed)?
                && !kept.look.is_steady()
            {
                let (seen, until) = (kept.look.at, kept.look.steady_at());
                report(
                    false,
                    format!(
                        "{name}: the clock jumped, or nobody looked after surveys for a while: nothing opens, closes, is published, \
                         deleted or sent before {} UTC (looked last at {} UTC). If the clock is wrong, set it right",
                        until.format("%Y-%m-%d %H:%M"),
                        seen.format("%Y-%m-%d %H:%M")
                    ),
                )?;
            }
            let stale = legal_rules::list_stale(&app, organisation.id)
                .await
                .map_err(|error| Failure::new("could not read the rules of law", error))?;
            if !stale.is_empty() {
                let codes: Vec<&str> = stale.iter().map(|line| line.rule.code.as_str()).collect();
                report(
                    false,
                    format!(
                        "{name}: rules of law nobody has looked at for 180 days, or that have ended: {}; look them up and say so on /legal-rules",
                        codes.join(", ")
                    ),
                )?;
            }
            let left_behind = handover::count_left_behind(&app, organisation.id)
                .await
                .map_err(|error| Failure::new("could not look at who answers for what", error))?;
            report(
                left_behind == 0,
                if left_behind == 0 {
                    format!("{name}: nothing lies with people who have left")
                } else {
                    format!(
                        "{name}: responsibilities that lie with people who have left: {left_behind}; their managers hand them over from \
                         the first page"
                    )
                },
            )?;
            let nested = sites::list_nested(&app, organisation.id)
                .await
                .map_err(|error| Failure::new("could not look through the sites", error))?;
            for site in &nested {
                report(
                    false,
                    format!(
                        "{name}: in initiative {} the site {} lies in the site {} at the same time: move or end one of them",
                        site.number, site.inner, site.outer
                    ),
                )?;
            }
            let forgotten = uploads::list_forgotten(&tx, app.now())
                .await
                .map_err(|error| Failure::new("could not look through the uploads", error))?;
            if !forgotten.is_empty() {
                report(
                    false,
                    format!(
                        "{name}: uploaded files that nothing waits for: {}; a server removes them while it runs",
                        forgotten.len()
                    ),
                )?;
            }
            for given_up in jobs::count(&tx).await.map_err(failed)? {
                if given_up.state == JobState::Failed.code() {
                    report(
                        false,
                        format!(
                            "{name}: work in the background that was given up: {} of {} ({}); the log says why",
                            given_up.found, given_up.kind, given_up.failure
                        ),
                    )?;
                }
            }
            for broken in surveys::list_broken(&tx).await.map_err(failed)? {
                report(
                    false,
                    format!("{name}: a survey cannot be read and is left as it is: {broken}"),
                )?;
            }
            let held = surveys::list(&tx).await.map_err(failed)?;
            let held = held.iter().filter(|survey| survey.held_since.is_some()).count();
            if held > 0 {
                report(
                    false,
                    format!(
                        "{name}: surveys that came back from a backup and wait for a coordinator to say how they go on: {held}"
                    ),
                )?;
            }
            let today = app.today();
            let administrators = roles
                .iter()
                .filter(|role| role.role == Role::Administrator && role.period.contains(today))
                .count();
            report(
                administrators > 0,
                match (&organisation.short_name, administrators) {
                    (name, 0) => {
                        format!("{name} has no administrator: add one with trivsel user add --role administrator")
                    }
                    (name, count) => format!("{name}: administrators: {count}"),
                },
            )?;
        }
        Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}
