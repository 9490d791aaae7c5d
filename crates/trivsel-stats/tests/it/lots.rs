//! Drawing lots: against a program written from the published rule alone.

use trivsel_stats::randomisation::draw_order;

use crate::oracle::rows;

fn seed_of(hex: &str) -> [u8; 32] {
    let byte = |place: usize| u8::from_str_radix(&hex[2 * place..2 * place + 2], 16).unwrap();
    std::array::from_fn(byte)
}

#[test]
fn the_order_is_that_of_a_program_that_only_knows_the_rule() {
    for row in rows(include_str!("oracle/lots.csv")) {
        let theirs: Vec<usize> = row[2].split(' ').map(|place| place.parse().unwrap()).collect();
        let ours = draw_order(row[0].parse().unwrap(), seed_of(row[1]));
        assert_eq!(ours, theirs, "{} from {}", row[0], row[1]);
    }
}

#[test]
fn every_order_of_four_comes_about_as_often_as_any_other() {
    let mut seen = std::collections::BTreeMap::new();
    for number in 0..4800_u32 {
        let mut seed = [0; 32];
        seed[..4].copy_from_slice(&number.to_le_bytes());
        *seen.entry(draw_order(4, seed)).or_insert(0) += 1;
    }
    assert_eq!(seen.len(), 24);
    // 200 each is expected; five standard deviations of 14 either way.
    assert!(seen.values().all(|times| (130..=270).contains(times)), "{seen:?}");
}

#[test]
fn there_is_an_order_of_none_and_of_one() {
    assert_eq!(draw_order(0, [1; 32]), Vec::<usize>::new());
    assert_eq!(draw_order(1, [1; 32]), [0]);
}
