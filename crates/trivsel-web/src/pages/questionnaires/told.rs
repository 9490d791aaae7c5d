//! Problems, breaks and rules of a questionnaire in words.

use trivsel_domain::questionnaire::{
    Break, ChoiceSet, Content, Fault, Item, ItemKind, Part, Place, Problem, Reading, Scale, Scoring, find_language,
};

use crate::words::{Lang, Words};

/// Where a problem is: `Spørgsmål 3`.
pub(crate) fn place(words: &Words, content: &Content, place: &Place) -> String {
    match place {
        Place::Head => words.t("questionnaire-place-head").into_owned(),
        Place::Choices { position, .. } => words
            .with("questionnaire-place-choices")
            .count("number", *position)
            .to_string(),
        Place::Item { position, .. } => words
            .with("questionnaire-place-item")
            .count("number", *position)
            .to_string(),
        Place::Scale { position, key } => {
            let name = content
                .find_scale(key)
                .map(|scale| scale.name.read(words.lang().code()));
            match name.filter(|name| !name.is_empty()) {
                Some(name) => words
                    .with("questionnaire-place-scale-named")
                    .text("name", name)
                    .to_string(),
                None => words
                    .with("questionnaire-place-scale")
                    .count("number", *position)
                    .to_string(),
            }
        }
    }
}

/// What a problem is.
pub(crate) fn fault(words: &Words, fault: &Fault) -> String {
    let with = |id: &str, of: Part, name: &str| {
        let part = words.t(part_id(of)).into_owned();
        words.with(id).text("part", part).text("name", name).to_string()
    };
    match fault {
        Fault::Missing(part) => with("questionnaire-fault-missing", *part, ""),
        Fault::NoWords { part, language } => with("questionnaire-fault-no-words", *part, language_name(language)),
        Fault::StrayWords { part, language } => with("questionnaire-fault-stray-words", *part, language_name(language)),
        Fault::TooMuch { part, most } => with("questionnaire-fault-too-much", *part, &words.lang().count(*most)),
        Fault::Unusable(part) => with("questionnaire-fault-unusable", *part, ""),
        Fault::UnknownLanguage(code) => with("questionnaire-fault-unknown", Part::Languages, code),
        Fault::Double { part, name } => with("questionnaire-fault-double", *part, name),
        Fault::Unknown { part, name } => with("questionnaire-fault-unknown", *part, name),
        Fault::NotEarlier(name) => with("questionnaire-fault-not-earlier", Part::Condition, name),
        Fault::NotChoice { part, name } => with("questionnaire-fault-not-choice", *part, name),
    }
}

/// A problem with its place, as one sentence.
pub(crate) fn problem(words: &Words, content: &Content, problem: &Problem) -> String {
    format!(
        "{}: {}",
        place(words, content, &problem.place),
        fault(words, &problem.fault)
    )
}

fn part_id(part: Part) -> &'static str {
    match part {
        Part::Languages => "questionnaire-part-languages",
        Part::Title => "questionnaire-part-title",
        Part::Intro => "questionnaire-part-intro",
        Part::Licence => "questionnaire-part-licence",
        Part::Translation => "questionnaire-part-translation",
        Part::Key => "questionnaire-part-key",
        Part::Options => "questionnaire-part-options",
        Part::Label => "questionnaire-part-label",
        Part::Items => "questionnaire-part-items",
        Part::Text => "questionnaire-part-text",
        Part::Help => "questionnaire-part-help",
        Part::MaxChars => "questionnaire-part-max-chars",
        Part::Condition => "questionnaire-part-condition",
        Part::Name => "questionnaire-part-name",
        Part::Range => "questionnaire-part-range",
        Part::MinimumAnswered => "questionnaire-part-minimum-answered",
        Part::Fitting => "questionnaire-part-fitting",
        Part::Bands => "questionnaire-part-bands",
        Part::SmallestImportant => "questionnaire-part-smallest-important",
        Part::Reference => "questionnaire-part-reference",
    }
}

/// What those who speak it call a language; its code where it is none we know.
pub(crate) fn language_name(code: &str) -> &str {
    find_language(code).map_or(code, |language| language.name)
}

/// Why a comparison breaks.
pub(crate) fn broken(words: &Words, content: &Content, why: &Break) -> String {
    let item = |id: &str, key: &str| words.with(id).text("item", item_name(words, content, key)).to_string();
    match why {
        Break::NoScale => words.t("questionnaire-break-no-scale").into_owned(),
        Break::NoItem(key) => item("questionnaire-break-no-item", key),
        Break::NoLanguage => words.t("questionnaire-break-no-language").into_owned(),
        Break::Items(key) => item("questionnaire-break-items", key),
        Break::Reversal(key) => item("questionnaire-break-reversal", key),
        Break::Wording(key) => item("questionnaire-break-wording", key),
        Break::Options(key) => item("questionnaire-break-options", key),
        Break::Condition(key) => item("questionnaire-break-condition", key),
        Break::Scoring => words.t("questionnaire-break-scoring").into_owned(),
        Break::Reading => words.t("questionnaire-break-reading").into_owned(),
    }
}

/// The words of an item; its key where it has none.
pub(crate) fn item_name(words: &Words, content: &Content, key: &str) -> String {
    let text = content.find_item(key).map(|item| item.text.read(words.lang().code()));
    text.filter(|text| !text.is_empty()).unwrap_or(key).to_owned()
}

/// When an item is asked, and how many must answer before it is shown; nothing where there is nothing to say.
pub(crate) fn notes(words: &Words, content: &Content, item: &Item) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(condition) = &item.condition {
        let options = content
            .find_item(&condition.item)
            .and_then(|item| content.choices_of(item));
        let labels: Vec<String> = condition
            .any_of
            .iter()
            .map(|value| match options.and_then(|options| options.find(*value)) {
                Some(option) => option.label.read(words.lang().code()).to_owned(),
                None => value.to_string(),
            })
            .collect();
        notes.push(
            words
                .with("questionnaire-asked-if")
                .text("item", item_name(words, content, &condition.item))
                .text("answers", either(words.lang(), &labels))
                .to_string(),
        );
    }
    if item.is_offensive {
        notes.push(words.t("questionnaire-offensive-note").into_owned());
    }
    notes
}

/// The options in one line, in the order they are shown.
pub(crate) fn options(words: &Words, set: &ChoiceSet) -> String {
    let labels: Vec<&str> = set
        .options
        .iter()
        .map(|option| option.label.read(words.lang().code()))
        .collect();
    labels.join(" · ")
}

/// How an item is answered.
pub(crate) fn answers(words: &Words, content: &Content, item: &Item) -> String {
    match &item.kind {
        ItemKind::Choice(_) => content
            .choices_of(item)
            .map(|set| options(words, set))
            .unwrap_or_default(),
        ItemKind::FreeText { max_chars } => words
            .with("questionnaire-free-text-of")
            .count("most", *max_chars)
            .to_string(),
    }
}

/// How a scale is reckoned and read, a sentence each.
pub(crate) fn rules(words: &Words, scale: &Scale) -> Vec<String> {
    let lang = words.lang();
    let number = |value: f64| plain(lang, value);
    let scoring = match scale.scoring {
        Scoring::Mean => "questionnaire-rule-mean",
        Scoring::Sum => "questionnaire-rule-sum",
    };
    let mut rules = vec![
        words
            .with(scoring)
            .text("from", number(scale.range.from))
            .text("to", number(scale.range.to))
            .to_string(),
        words
            .with("questionnaire-rule-minimum")
            .count("needed", scale.minimum_answered)
            .count("count", scale.items.len())
            .to_string(),
        match scale.reading {
            Reading::HigherIsBetter => words.t("questionnaire-rule-higher").into_owned(),
            Reading::LowerIsBetter => words.t("questionnaire-rule-lower").into_owned(),
            Reading::Fitting(range) => words
                .with("questionnaire-rule-fitting")
                .text("from", number(range.from))
                .text("to", number(range.to))
                .to_string(),
        },
    ];
    let mut from = scale.range.from;
    for band in &scale.bands {
        rules.push(
            words
                .with("questionnaire-rule-band")
                .text("name", band.name.read(lang.code()))
                .text("from", number(from))
                .text("to", number(band.up_to))
                .to_string(),
        );
        from = band.up_to;
    }
    if let Some(change) = scale.smallest_important {
        let sentence = words.with("questionnaire-rule-smallest");
        rules.push(sentence.text("change", number(change)).to_string());
    }
    for reference in &scale.references {
        rules.push(
            words
                .with("questionnaire-rule-reference")
                .text("name", reference.name.read(lang.code()))
                .text("value", number(reference.value))
                .text("source", &reference.source)
                .text("licence", &reference.licence)
                .to_string(),
        );
    }
    rules
}

/// A number with as many decimals as it needs, at most two.
pub(crate) fn plain(lang: Lang, value: f64) -> String {
    let text = lang.number(value, 2);
    let text = text.trim_end_matches('0').trim_end_matches([',', '.']);
    text.to_owned()
}

fn either(lang: Lang, labels: &[String]) -> String {
    let quoted: Vec<String> = labels.iter().map(|label| format!("»{label}«")).collect();
    quoted.join(if lang == Lang::Da { " eller " } else { " or " })
}
