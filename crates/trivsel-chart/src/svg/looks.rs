//! What each meaning looks like, as attributes: on a page with classes, on paper with the light colours.

use super::Medium;
use crate::canvas::{Colour, Ink, Tone};

const INK: &str = "#1e2325";
const INK_SOFT: &str = "#565a5b";
const EDGE: &str = "#77726a";
const LINE: &str = "#dad4c8";
const SUNKEN: &str = "#f1ede5";
const FJORD: &str = "#14566b";

fn light(colour: Colour) -> &'static str {
    match colour {
        Colour::Fjord => FJORD,
        Colour::Clay => "#8f3215",
        Colour::Curry => "#b27b02",
        Colour::Heather => "#944bb5",
        Colour::Slate => "#85878a",
    }
}

fn place(colour: Colour) -> u8 {
    match colour {
        Colour::Fjord => 1,
        Colour::Clay => 2,
        Colour::Curry => 3,
        Colour::Heather => 4,
        Colour::Slate => 5,
    }
}

pub(super) fn of_ink(ink: Ink, medium: Medium) -> String {
    match medium {
        Medium::Page => on_page(ink),
        Medium::Paper => on_paper(ink),
    }
}

/// A class where the house style has one; otherwise attributes, which a style sheet may still override.
fn on_page(ink: Ink) -> String {
    match ink {
        Ink::Grid => "class=\"grid\"".to_owned(),
        Ink::Axis => "class=\"axis\"".to_owned(),
        Ink::Zero => "class=\"zero\"".to_owned(),
        Ink::Start => "class=\"start\"".to_owned(),
        Ink::Goal => "class=\"goal\"".to_owned(),
        Ink::ShockField => "class=\"shock\"".to_owned(),
        Ink::ShockEdge => "class=\"shock-edge\"".to_owned(),
        Ink::Series(colour) => {
            let (at, width) = (place(colour), if colour == Colour::Fjord { "2.5" } else { "2" });
            format!(
                "class=\"l{at}\" fill=\"none\" stroke=\"var(--series-{at})\" stroke-width=\"{width}\" stroke-linejoin=\"round\" stroke-linecap=\"round\""
            )
        }
        Ink::Band => "class=\"band\"".to_owned(),
        Ink::StrongBand => "class=\"whisker-field\" fill=\"var(--series-1)\" fill-opacity=\"0.3\"".to_owned(),
        Ink::LimitEdge => "class=\"limit\" fill=\"none\" stroke=\"var(--edge)\"".to_owned(),
        Ink::Centre => "class=\"centre\" fill=\"none\" stroke=\"var(--ink-soft)\" stroke-width=\"1.5\"".to_owned(),
        Ink::Dot => "class=\"dot\"".to_owned(),
        Ink::HollowDot => "class=\"dot hollow\"".to_owned(),
        Ink::SmallDot(colour) => format!("fill=\"var(--series-{})\"", place(colour)),
        Ink::Ring => "class=\"ring\" fill=\"none\" stroke=\"var(--ink)\" stroke-width=\"1.5\"".to_owned(),
        Ink::Gap => "class=\"gap\" fill=\"var(--halo, var(--paper))\"".to_owned(),
        Ink::Hatch => "class=\"hatch\" fill=\"none\" stroke=\"var(--ink-soft)\"".to_owned(),
        Ink::Expected => {
            "class=\"expected\" fill=\"none\" stroke=\"var(--ink-soft)\" stroke-width=\"2\" stroke-dasharray=\"6 4\""
                .to_owned()
        }
        Ink::ExpectedBand => "class=\"expected-band\" fill=\"var(--ink-soft)\" fill-opacity=\"0.16\" stroke=\"var(--edge)\" stroke-width=\"0.75\"".to_owned(),
        Ink::ThinLine => {
            "class=\"effect\" fill=\"none\" stroke=\"var(--series-1)\" stroke-width=\"1.5\" stroke-linejoin=\"round\""
                .to_owned()
        }
        Ink::FineHollowDot => {
            "class=\"dot-fine\" fill=\"var(--halo, var(--paper))\" stroke=\"var(--series-1)\" stroke-width=\"1.25\""
                .to_owned()
        }
        Ink::Whisker => "class=\"whisker-field\" fill=\"var(--series-1)\" fill-opacity=\"0.3\" stroke=\"var(--series-1)\" stroke-opacity=\"0.8\"".to_owned(),
        Ink::Arrow => "class=\"arrow\" fill=\"var(--series-1)\"".to_owned(),
        Ink::Mark => "class=\"mark\" stroke=\"var(--ink)\" stroke-width=\"2\"".to_owned(),
    }
}

fn on_paper(ink: Ink) -> String {
    match ink {
        Ink::Grid => stroke(LINE, "1"),
        Ink::Axis => stroke(INK, "1"),
        Ink::Zero | Ink::Start => stroke(INK, "1.5"),
        Ink::Goal => format!("{} stroke-dasharray=\"5 4\"", stroke(FJORD, "1.5")),
        Ink::ShockField => format!("fill=\"{SUNKEN}\""),
        Ink::ShockEdge => format!("{} stroke-dasharray=\"2 3\"", stroke(EDGE, "1")),
        Ink::Series(colour) => {
            let width = if colour == Colour::Fjord { "2.5" } else { "2" };
            format!(
                "{} stroke-linejoin=\"round\" stroke-linecap=\"round\"",
                stroke(light(colour), width)
            )
        }
        // On paper a band has a thin edge, because a pale wash may not survive the printer.
        Ink::Band => format!("fill=\"{FJORD}\" fill-opacity=\"0.16\" stroke=\"{FJORD}\" stroke-width=\"0.5\""),
        Ink::StrongBand | Ink::Whisker => {
            format!("fill=\"{FJORD}\" fill-opacity=\"0.3\" stroke=\"{FJORD}\" stroke-width=\"0.5\"")
        }
        Ink::LimitEdge => stroke(EDGE, "1"),
        Ink::Centre => stroke(INK_SOFT, "1.5"),
        Ink::Dot => format!("fill=\"{FJORD}\" stroke=\"#ffffff\" stroke-width=\"1.5\""),
        Ink::HollowDot => format!("fill=\"#ffffff\" stroke=\"{FJORD}\" stroke-width=\"2\""),
        Ink::SmallDot(colour) => format!("fill=\"{}\"", light(colour)),
        Ink::Ring => stroke(INK, "1.5"),
        Ink::Gap => "fill=\"#ffffff\"".to_owned(),
        Ink::Hatch => stroke(INK_SOFT, "1"),
        Ink::Expected => format!("{} stroke-dasharray=\"6 4\"", stroke(INK_SOFT, "2")),
        Ink::ExpectedBand => {
            format!("fill=\"{INK_SOFT}\" fill-opacity=\"0.16\" stroke=\"{INK_SOFT}\" stroke-width=\"0.5\"")
        }
        Ink::ThinLine => format!("{} stroke-linejoin=\"round\"", stroke(FJORD, "1.5")),
        Ink::FineHollowDot => format!("fill=\"#ffffff\" stroke=\"{FJORD}\" stroke-width=\"1.25\""),
        Ink::Arrow => format!("fill=\"{FJORD}\""),
        Ink::Mark => stroke(INK, "2"),
    }
}

fn stroke(colour: &str, width: &str) -> String {
    format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"")
}

/// The attributes of a text, each with a blank before it.
pub(super) fn of_tone(tone: Tone, medium: Medium) -> String {
    if medium == Medium::Paper {
        return text_on_paper(tone);
    }
    match tone {
        Tone::Plain => String::new(),
        Tone::Soft | Tone::Series(Colour::Curry) => " class=\"soft\"".to_owned(),
        Tone::Bold => " class=\"b\"".to_owned(),
        Tone::OwnSeries(Colour::Curry) => " class=\"soft b\"".to_owned(),
        Tone::OwnSeries(colour) if colour != Colour::Fjord => format!(" class=\"t{} b\"", place(colour)),
        Tone::Series(colour) | Tone::OwnSeries(colour) => format!(" class=\"t{}\"", place(colour)),
    }
}

fn text_on_paper(tone: Tone) -> String {
    let colour = match tone {
        Tone::Plain | Tone::Bold => INK,
        Tone::Soft | Tone::Series(Colour::Curry | Colour::Slate) | Tone::OwnSeries(Colour::Curry | Colour::Slate) => {
            INK_SOFT
        }
        Tone::Series(colour) | Tone::OwnSeries(colour) => light(colour),
    };
    let weight = match tone.weight() {
        crate::Weight::Regular => "400",
        crate::Weight::SemiBold => "600",
    };
    format!(
        " font-family=\"IBM Plex Sans, system-ui, sans-serif\" font-size=\"14\" font-weight=\"{weight}\" fill=\"{colour}\" \
         paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"4\" stroke-linejoin=\"round\""
    )
}
