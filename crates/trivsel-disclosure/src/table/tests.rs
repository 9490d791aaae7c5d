#![allow(clippy::unwrap_used)]

use super::*;

fn atom(name: &str, respondents: u32, invited: u32) -> Atom {
    Atom {
        name: name.to_owned(),
        respondents,
        invited: Some(invited),
    }
}

fn group(name: &str, atoms: &[usize]) -> Group {
    Group {
        name: name.to_owned(),
        family: String::new(),
        atoms: atoms.to_vec(),
        weight: None,
        standing: Standing::Free,
    }
}

fn sums(tallies: &[(u32, i64)]) -> Layer {
    Layer {
        name: "mood".to_owned(),
        answers: Answers::Sums {
            low: 0,
            high: 4,
            step: 1,
            tallies: tallies
                .iter()
                .map(|(count, sum)| Tally {
                    count: *count,
                    sum: *sum,
                })
                .collect(),
        },
    }
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let two = || vec![atom("a", 3, 5), atom("b", 2, 2)];
    assert!(Table::new(two(), vec![group("all", &[0, 1])], vec![sums(&[(3, 12), (2, 0)])]).is_ok());
    assert!(matches!(
        Table::new(vec![atom("a", 6, 5)], vec![], vec![]),
        Err(TableError::MoreThanInvited(_))
    ));
    assert!(matches!(
        Table::new(two(), vec![group("all", &[0, 2])], vec![]),
        Err(TableError::NoSuchAtom { atom: 2, atoms: 2, .. })
    ));
    assert!(matches!(
        Table::new(vec![atom("a", 1, 1), atom("a", 1, 1)], vec![], vec![]),
        Err(TableError::SameName { kind: "atoms", .. })
    ));
    for wrong in [[(3, 13), (2, 0)], [(4, 0), (2, 0)], [(3, -1), (2, 0)]] {
        let found = Table::new(two(), vec![], vec![sums(&wrong)]);
        assert!(matches!(found, Err(TableError::Impossible { .. })), "{wrong:?}");
    }
    assert!(matches!(
        Table::new(two(), vec![], vec![sums(&[(3, 3)])]),
        Err(TableError::Length { found: 1, atoms: 2, .. })
    ));
}

#[test]
fn the_same_people_cannot_both_be_shown_and_hidden() {
    let standing = |name: &str, standing: Standing| Group {
        standing,
        ..group(name, &[0])
    };
    let groups = vec![
        standing("one", Standing::MustHide),
        standing("other", Standing::MustShow),
    ];
    assert_eq!(
        Table::new(vec![atom("a", 6, 6)], groups, vec![]),
        Err(TableError::Contradiction {
            shown: "other".to_owned(),
            hidden: "one".to_owned()
        })
    );
}

#[test]
fn an_earlier_figure_must_be_true_of_the_table() {
    let table = Table::new(vec![atom("a", 6, 9)], vec![], vec![]).unwrap();
    let figure = |low: i64, high: i64| Released {
        quantity: Quantity::Respondents,
        atoms: vec![0],
        low,
        high,
    };
    assert!(table.clone().with_released(vec![figure(5, 6)]).is_ok());
    assert!(matches!(
        table.clone().with_released(vec![figure(7, 8)]),
        Err(TableError::Disagrees { found: 6, .. })
    ));
    let unknown = Released {
        quantity: Quantity::Sum("mood".to_owned()),
        ..figure(1, 1)
    };
    assert!(matches!(
        table.with_released(vec![unknown]),
        Err(TableError::NoSuchQuantity(_))
    ));
}
