//! Code of others: what its licence may be, and that a crate comes in one version only, both from `deny.toml`.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{Metadata, MetadataCommand};
use serde::Deserialize;
use spdx::{Expression, ParseMode};

use crate::source;

#[derive(Deserialize)]
struct Rules {
    licenses: Licences,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    skip: Vec<Skip>,
}

/// A version that may be there beside a newer one.
#[derive(Deserialize)]
struct Skip {
    #[serde(rename = "crate")]
    what: String,
    reason: String,
}

/// Everything that `deny.toml` does not allow, one line each, for the platform this runs on.
pub(crate) fn check() -> Result<Vec<String>, String> {
    let metadata = MetadataCommand::new()
        .other_options(["--locked".to_owned(), "--filter-platform".to_owned(), platform()?])
        .exec()
        .map_err(|problem| format!("could not read the workspace: {problem}"))?;
    let text = source::read(metadata.workspace_root.join("deny.toml").as_std_path())?;
    let rules: Rules = toml::from_str(&text).map_err(|problem| format!("deny.toml: {problem}"))?;
    let mut faults = licences(&rules, &metadata);
    faults.extend(versions(&rules, &metadata));
    Ok(faults)
}

fn platform() -> Result<String, String> {
    let run = std::process::Command::new("rustc")
        .arg("-vV")
        .output()
        .map_err(|problem| format!("could not ask rustc for its platform: {problem}"))?;
    let said = String::from_utf8_lossy(&run.stdout);
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| "rustc does not say which platform it is on".to_owned())
}

/// Only what is built here: the lock file also names crates of other platforms, which need not be there.
fn built(metadata: &Metadata) -> impl Iterator<Item = &cargo_metadata::Package> {
    let used: BTreeSet<_> = metadata
        .resolve
        .iter()
        .flat_map(|resolve| resolve.nodes.iter().map(|node| &node.id))
        .collect();
    metadata
        .packages
        .iter()
        .filter(move |package| package.source.is_some() && used.contains(&package.id))
}

fn licences(rules: &Rules, metadata: &Metadata) -> Vec<String> {
    let mut faults = Vec::new();
    for package in built(metadata) {
        let said = package.license.as_deref().unwrap_or("none");
        let is_allowed = Expression::parse_mode(said, ParseMode::LAX)
            .is_ok_and(|licence| licence.evaluate(|wanted| rules.licenses.allow.contains(&wanted.to_string())));
        if !is_allowed {
            faults.push(format!("{} {}: its licence is {said}", package.name, package.version));
        }
    }
    faults
}

fn versions(rules: &Rules, metadata: &Metadata) -> Vec<String> {
    let mut found: BTreeMap<&str, BTreeSet<&cargo_metadata::semver::Version>> = BTreeMap::new();
    for package in built(metadata) {
        found.entry(&package.name).or_default().insert(&package.version);
    }
    let older: BTreeSet<String> = found
        .iter()
        .flat_map(|(name, versions)| {
            versions
                .iter()
                .rev()
                .skip(1)
                .map(move |version| format!("{name}@{version}"))
        })
        .collect();
    let skipped: BTreeSet<&str> = rules.bans.skip.iter().map(|skip| skip.what.as_str()).collect();
    let more = older.iter().filter(|one| !skipped.contains(one.as_str()));
    let mut faults: Vec<String> = more
        .map(|one| format!("{one}: a newer version is there, too"))
        .collect();
    for skip in &rules.bans.skip {
        if !older.contains(&skip.what) {
            faults.push(format!("deny.toml: {} is not there any more", skip.what));
        }
        if skip.reason.trim().is_empty() {
            faults.push(format!("deny.toml: {} has no reason", skip.what));
        }
    }
    faults
}
