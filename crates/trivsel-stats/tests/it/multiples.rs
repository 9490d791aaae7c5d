//! p values of many questions: against R, and what must always hold.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use trivsel_stats::multiple::{MultipleError, benjamini_hochberg, holm};

use crate::oracle::{assert_close, number, rows};

#[test]
fn adjusted_p_values_are_those_of_r() {
    let mut families: BTreeMap<&str, Vec<Vec<&str>>> = BTreeMap::new();
    for row in rows(include_str!("oracle/multiple.csv")) {
        families.entry(row[0]).or_default().push(row);
    }
    for (family, rows) in families {
        let column = |cell: usize| rows.iter().map(|row| number(row[cell])).collect::<Vec<_>>();
        for (ours, theirs) in [
            (holm(&column(2)), column(3)),
            (benjamini_hochberg(&column(2)), column(4)),
        ] {
            for (one, other) in ours.unwrap().into_iter().zip(theirs) {
                // One product and one quotient, rounded in another order.
                assert_close(one, other, 1e-15, family);
            }
        }
    }
}

#[test]
fn nothing_gives_nothing_and_one_stays_itself() {
    assert_eq!(holm(&[]), Ok(Vec::new()));
    assert_eq!(benjamini_hochberg(&[]), Ok(Vec::new()));
    for p in [0.0, 0.03, 1.0] {
        assert_eq!(holm(&[p]), Ok(vec![p]));
        assert_eq!(benjamini_hochberg(&[p]), Ok(vec![p]));
    }
}

#[test]
fn what_is_no_p_value_is_refused_with_its_position() {
    for bad in [-0.1, 1.1, f64::INFINITY] {
        let error = MultipleError::PValue { index: 1, value: bad };
        assert_eq!(holm(&[0.5, bad, 2.0]), Err(error));
        assert_eq!(benjamini_hochberg(&[0.5, bad, 2.0]), Err(error));
    }
    assert!(matches!(holm(&[f64::NAN]), Err(MultipleError::PValue { index: 0, .. })));
}

proptest! {
    #[test]
    fn adjusting_never_helps_and_keeps_the_order(p_values in vec(0.0_f64..=1.0, 0..40)) {
        let both = [holm(&p_values).unwrap(), benjamini_hochberg(&p_values).unwrap()];
        for adjusted in &both {
            for (before, after) in p_values.iter().zip(adjusted) {
                prop_assert!(before <= after && *after <= 1.0);
            }
            for (i, one) in p_values.iter().enumerate() {
                for (j, other) in p_values.iter().enumerate() {
                    prop_assert!(one > other || adjusted[i] <= adjusted[j]);
                }
            }
        }
        let [holm, hochberg] = both;
        prop_assert!(holm.iter().zip(&hochberg).all(|(family, share)| *share <= *family + 1e-15));
    }

    #[test]
    fn the_order_of_the_questions_does_not_matter(p_values in vec(0.0_f64..=1.0, 1..30), turn in 0_usize..30) {
        let mut turned = p_values.clone();
        turned.rotate_left(turn % p_values.len());
        for adjust in [holm, benjamini_hochberg] {
            let mut wanted = adjust(&p_values).unwrap();
            wanted.rotate_left(turn % p_values.len());
            prop_assert_eq!(adjust(&turned).unwrap(), wanted);
        }
    }
}
