//! The assessment as one document, in the order the rules name its parts: for an inspector, and for everybody in the unit.

use axum::extract::{Path, State};
use trivsel_app::assessments::{self, AssessmentDetails};
use trivsel_app::documents::pdf::{Align, Block, Document, SignatureLine, Style, Table, Text, Tone, prose};
use trivsel_domain::assessment::{AbsenceLink, Agreement, AssessmentFinding, AssessmentPart, FindingArea, PartState};
use trivsel_domain::id::AssessmentId;

use super::show::{absence_in_words, check, rule_line, who_when};
use crate::Web;
use crate::failure::Answer;
use crate::pages::reports::pdf;
use crate::pages::reports::print::{frame, rendered};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::words::Lang;

pub(super) async fn print(State(web): State<Web>, session: Session, Path(id): Path<AssessmentId>) -> Answer {
    let found = assessments::find(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Anchor);
    // What was agreed says its own; a draft says what is published today.
    let (danish, english) = match found.frozen {
        Some(_) => Default::default(),
        None => absence_in_words(&web, &session, found.assessment.unit).await?,
    };
    let figure = if shell.lang == Lang::Da { danish } else { english };
    let document = document(&shell, &found, &figure, frame(&session, &web.app));
    let name = format!("apv-{}.pdf", found.assessment.number);
    pdf(rendered(&web.app, document).await?, &name)
}

/// What is printed: as both sides agreed to it, or as it stands while it is open.
struct Printed<'a> {
    unit_name: &'a str,
    covers: &'a [String],
    mapping: &'a str,
    looked_at: &'a [FindingArea],
    absence: Option<AbsenceLink>,
    absence_text: &'a str,
    absence_figure: &'a str,
    open_at: &'a str,
    findings: &'a [AssessmentFinding],
}

fn printed<'a>(shell: &Shell, found: &'a AssessmentDetails, figure: &'a str) -> Printed<'a> {
    match &found.frozen {
        Some(frozen) => Printed {
            unit_name: &frozen.unit_name,
            covers: &frozen.covers,
            mapping: &frozen.mapping,
            looked_at: &frozen.looked_at,
            absence: frozen.absence,
            absence_text: &frozen.absence_text,
            absence_figure: if shell.lang == Lang::Da {
                &frozen.absence_figure.0
            } else {
                &frozen.absence_figure.1
            },
            open_at: &frozen.open_at,
            findings: &frozen.findings,
        },
        None => Printed {
            unit_name: &found.unit_name,
            covers: &found.covers,
            mapping: &found.assessment.mapping,
            looked_at: &found.assessment.looked_at,
            absence: found.assessment.absence,
            absence_text: &found.assessment.absence_text,
            absence_figure: figure,
            open_at: &found.assessment.open_at,
            findings: &found.findings,
        },
    }
}

fn document(shell: &Shell, found: &AssessmentDetails, figure: &str, frame: Document) -> Document {
    let what = printed(shell, found, figure);
    let state = match found.assessment.agreed_at() {
        Some(at) => {
            let day = trivsel_app::app::local(at).date();
            shell
                .with("assessment-print-agreed")
                .text("date", shell.lang.date(day))
                .to_string()
        }
        None => shell.t("assessment-print-draft").into_owned(),
    };
    let mut blocks = Vec::new();
    let old = found
        .parts
        .iter()
        .find(|checked| checked.part == AssessmentPart::InDate);
    if let Some(PartState::Missing(_)) = old.map(|checked| &checked.state)
        && !found.assessment.is_open()
    {
        blocks.push(Block::Notice {
            tone: Tone::Bad,
            title: None,
            text: Text::plain(shell.t("assessment-print-old").into_owned()),
        });
    }
    let section = |number: u32, part: AssessmentPart, body: Vec<Block>| {
        let title = shell.code("part", part.code());
        let body = if body.is_empty() {
            vec![Block::paragraph(Text::plain("–"))]
        } else {
            body
        };
        Block::section(number, title, rule_line(shell, found, part), body)
    };
    blocks.push(section(1, AssessmentPart::Together, together(shell, found, &what)));
    blocks.push(section(2, AssessmentPart::BothSides, sides(shell, &what)));
    blocks.push(section(3, AssessmentPart::Risks, risks(shell, &what)));
    blocks.push(section(4, AssessmentPart::Absence, absence(shell, &what)));
    blocks.push(section(5, AssessmentPart::Plan, plan(shell, found, &what)));
    blocks.push(section(6, AssessmentPart::WhoWhenHow, follow_up(shell, &what)));
    blocks.push(section(7, AssessmentPart::Open, prose(what.open_at)));
    blocks.push(Block::Signature {
        lines: vec![
            signature(
                shell,
                found,
                "assessment-side-manager",
                &found.assessment.manager_agreed,
            ),
            signature(shell, found, "assessment-side-staff", &found.assessment.staff_agreed),
        ],
    });
    blocks.push(Block::paragraph(
        Text::default().then(shell.t("rule-no-lawyer").into_owned(), Style::Soft),
    ));
    Document {
        title: shell
            .with("assessment-print-title")
            .text("unit", what.unit_name)
            .to_string(),
        subtitle: None,
        date_line: Some(state),
        foot_line: Some(shell.t("assessment-print-foot").into_owned()),
        blocks,
        ..frame
    }
}

fn together(shell: &Shell, found: &AssessmentDetails, what: &Printed<'_>) -> Vec<Block> {
    let name = found.assessment.with.and_then(|with| found.names.get(&with));
    let mut blocks = Vec::new();
    if let Some(name) = name {
        blocks.push(Block::paragraph(
            shell.with("assessment-print-with").text("name", name).to_string(),
        ));
    }
    if !what.covers.is_empty() {
        let names: Vec<&str> = what.covers.iter().map(String::as_str).collect();
        let covers = shell
            .with("wheel-covers")
            .text("units", shell.lang.list(&names))
            .to_string();
        blocks.push(Block::paragraph(covers));
    }
    blocks
}

fn sides(shell: &Shell, what: &Printed<'_>) -> Vec<Block> {
    let areas = FindingArea::ALL
        .into_iter()
        .filter(|area| what.looked_at.contains(area) || what.findings.iter().any(|finding| finding.area == *area));
    let items: Vec<Text> = areas
        .map(|area| {
            let count = what.findings.iter().filter(|finding| finding.area == area).count();
            let name = shell.code("area", area.code());
            Text::plain(
                shell
                    .with("assessment-print-area")
                    .text("area", name)
                    .count("count", count)
                    .to_string(),
            )
        })
        .collect();
    if items.is_empty() {
        Vec::new()
    } else {
        vec![Block::list(items)]
    }
}

fn risks(shell: &Shell, what: &Printed<'_>) -> Vec<Block> {
    let mut blocks = prose(what.mapping);
    for finding in what.findings {
        let title = format!("{}. {}", finding.position, finding.title);
        blocks.push(Block::heading(3, title));
        blocks.extend(prose(&finding.description));
        let severity = finding
            .severity
            .map(|severity| shell.code("severity", severity.code()))
            .unwrap_or_default();
        let said = [
            ("finding-area", shell.code("area", finding.area.code())),
            ("finding-severity", severity),
            ("finding-extent", finding.extent.clone()),
            ("finding-causes", finding.causes.clone()),
            ("finding-seen-in", finding.seen_in.clone()),
        ];
        let items = said
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| {
                let label = shell.t(label);
                Text::strong(format!("{}: ", label.trim_end_matches('?'))).then(value, Style::Plain)
            });
        blocks.push(Block::list(items));
    }
    if what.findings.is_empty() {
        blocks.push(Block::paragraph(shell.t("assessment-no-findings").into_owned()));
    }
    blocks
}

fn absence(shell: &Shell, what: &Printed<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let figure = if what.absence_figure.is_empty() {
        shell.t("assessment-absence-too-few").into_owned()
    } else {
        what.absence_figure.to_owned()
    };
    blocks.push(Block::paragraph(figure));
    if let Some(link) = what.absence {
        blocks.push(Block::paragraph(shell.code("absence-link", link.code())));
    }
    blocks.extend(prose(what.absence_text));
    let linked = what
        .findings
        .iter()
        .filter(|finding| finding.absence == Some(AbsenceLink::PossibleLink));
    let names: Vec<Text> = linked
        .map(|finding| Text::plain(format!("{}. {}", finding.position, finding.title)))
        .collect();
    if !names.is_empty() {
        blocks.push(Block::paragraph(shell.t("assessment-print-linked").into_owned()));
        blocks.push(Block::list(names));
    }
    blocks
}

fn plan(shell: &Shell, found: &AssessmentDetails, what: &Printed<'_>) -> Vec<Block> {
    let rows: Vec<Vec<Text>> = what
        .findings
        .iter()
        .map(|finding| {
            vec![
                Text::plain(format!("{}. {}", finding.position, finding.title)),
                Text::plain(measure(shell, finding)),
                Text::plain(who_when(shell, finding)),
            ]
        })
        .collect();
    table(
        shell,
        found,
        &["finding-column", "finding-measure", "finding-who-when"],
        rows,
    )
}

/// What is done about it; an initiative where no words say it.
pub(super) fn measure(shell: &Shell, finding: &AssessmentFinding) -> String {
    match (finding.measure.is_empty(), finding.initiative) {
        (false, _) => finding.measure.clone(),
        (true, Some(_)) => shell.t("finding-by-initiative").into_owned(),
        (true, None) => String::new(),
    }
}

fn follow_up(shell: &Shell, what: &Printed<'_>) -> Vec<Block> {
    let open = what.findings.iter().filter(|finding| !finding.is_solved());
    let items: Vec<Text> = open
        .filter(|finding| !check(shell, finding).is_empty())
        .map(|finding| {
            Text::plain(format!(
                "{}. {}: {}",
                finding.position,
                finding.title,
                check(shell, finding)
            ))
        })
        .collect();
    if items.is_empty() {
        Vec::new()
    } else {
        vec![Block::list(items)]
    }
}

fn table(shell: &Shell, found: &AssessmentDetails, heads: &[&str], rows: Vec<Vec<Text>>) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let heads: Vec<String> = heads.iter().map(|id| shell.t(id).into_owned()).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let caption = shell
        .with("assessment-print-plan")
        .text("unit", &found.unit_name)
        .to_string();
    vec![Block::Table(Table {
        caption: Some(caption),
        row_heads: true,
        ..Table::new(&heads, rows, &[Align::Left, Align::Left, Align::Left])
    })]
}

fn signature(shell: &Shell, found: &AssessmentDetails, side: &str, agreed: &Option<Agreement>) -> SignatureLine {
    let name = agreed.as_ref().and_then(|agreed| {
        let name = agreed.by.and_then(|by| found.names.get(&by))?;
        let date = shell.lang.date(trivsel_app::app::local(agreed.at).date());
        Some(
            shell
                .with("assessment-agreed-by")
                .text("name", name)
                .text("date", date)
                .to_string(),
        )
    });
    SignatureLine {
        role: shell.t(side).into_owned(),
        name,
    }
}
