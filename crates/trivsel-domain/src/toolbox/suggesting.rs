//! Which tools belong beside a scale of a survey or a kind of figure: by its theme, at most three, and why those.

use super::{Purpose, Tool, ToolCode, ToolboxQuestion};

/// The most tools that are suggested: whoever gets more chooses none.
const MOST: usize = 3;

/// What the shipped scales and the figures of absence are about, by the themes of the tools, the nearest first. Of other figures, such as
/// those of recruitment, no tool is about what they count.
const THEMES: [(&str, &[&str]); 19] = [
    ("demands", &["arbejdsmængde og tid", "stress"]),
    ("control", &["indflydelse og forudsigelighed"]),
    ("influence", &["indflydelse og forudsigelighed"]),
    ("predictability", &["indflydelse og forudsigelighed", "forandringer"]),
    ("manager_support", &["ledelse"]),
    ("peer_support", &["social støtte og fællesskab"]),
    ("social_support", &["social støtte og fællesskab"]),
    ("belonging", &["social støtte og fællesskab"]),
    ("relationships", &["konflikter", "mobning og krænkelser"]),
    ("role", &["uklare krav", "ledelse"]),
    ("change", &["forandringer"]),
    ("meaning", &["mening i arbejdet", "anerkendelse og belønning"]),
    ("recognition", &["anerkendelse og belønning"]),
    ("mastery", &["følelsesmæssige krav", "stress"]),
    ("wellbeing", &["trivsel generelt", "stress"]),
    ("absence_rate", &["sygefravær"]),
    ("absence_rate_short", &["sygefravær"]),
    ("absence_rate_long", &["sygefravær", "tilbage til arbejde"]),
    ("absence_spells", &["sygefravær"]),
];

/// A tool that is suggested, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedTool {
    /// Which.
    pub code: ToolCode,
    /// The theme it has in common with what it stands beside, in Danish.
    pub theme: &'static str,
    /// How many questions point to it.
    pub questions: usize,
}

/// The themes of a scale by its key, or of an indicator by its code; none for one nobody has placed.
pub fn themes_of(scale: &str) -> &'static [&'static str] {
    let known = THEMES.iter().find(|(key, _)| *key == scale);
    known.map(|(_, themes)| *themes).unwrap_or_default()
}

/// The tools that belong beside a scale: those that prevent, of its nearest theme first, and of them those most questions point to. Those
/// that are `hidden` here are left out.
pub fn suggested(
    scale: &str,
    tools: &[Tool],
    questions: &[ToolboxQuestion],
    is_hidden: impl Fn(ToolCode) -> bool,
) -> Vec<SuggestedTool> {
    let mut found: Vec<(usize, SuggestedTool)> = Vec::new();
    for tool in tools.iter().filter(|tool| tool.purposes.contains(&Purpose::Prevention)) {
        let Some(code) = tool.code().filter(|code| !is_hidden(*code)) else {
            continue;
        };
        let themes = themes_of(scale).iter().enumerate();
        let own = |theme: &str| tool.themes.iter().any(|own| own == theme);
        if let Some((near, theme)) = themes.into_iter().find(|(_, theme)| own(theme)) {
            let points = questions.iter().filter(|one| one.danish.tools.contains(&tool.id));
            let one = SuggestedTool {
                code,
                theme,
                questions: points.count(),
            };
            found.push((near, one));
        }
    }
    found.sort_by_key(|(near, one)| (*near, std::cmp::Reverse(one.questions), one.code));
    found.into_iter().take(MOST).map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::questionnaire::built_in;
    use crate::toolbox::{shipped, shipped_tools};

    #[test]
    fn every_theme_is_one_of_the_tools_and_every_scale_that_is_shipped_has_some() {
        let (tools, questions) = (shipped_tools().unwrap(), shipped().unwrap());
        for (scale, themes) in THEMES {
            for theme in themes {
                assert!(
                    tools.iter().any(|tool| tool.themes.iter().any(|own| own == theme)),
                    "{theme}"
                );
            }
            let found = suggested(scale, &tools, &questions, |_| false);
            assert!((1..=3).contains(&found.len()), "{scale}: {found:?}");
        }
        for questionnaire in built_in().unwrap() {
            for scale in &questionnaire.content.scales {
                assert!(!themes_of(&scale.key).is_empty(), "{} has no themes", scale.key);
            }
        }
        for indicator in [
            "absence_rate",
            "absence_rate_short",
            "absence_rate_long",
            "absence_spells",
        ] {
            assert!(
                !suggested(indicator, &tools, &questions, |_| false).is_empty(),
                "{indicator}"
            );
        }
        assert!(themes_of("applicants").is_empty());
        assert!(suggested("nothing", &tools, &questions, |_| false).is_empty());
    }

    #[test]
    fn a_hidden_tool_is_not_suggested_and_the_next_one_is() {
        let (tools, questions) = (shipped_tools().unwrap(), shipped().unwrap());
        let all = suggested("demands", &tools, &questions, |_| false);
        let first = all.first().unwrap().code;
        let without = suggested("demands", &tools, &questions, |code| code == first);
        assert_eq!(without.len(), 3);
        assert_eq!(without.first().unwrap().code, all.get(1).unwrap().code);
    }
}
