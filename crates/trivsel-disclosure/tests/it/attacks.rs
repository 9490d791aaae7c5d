//! Known attacks on published figures. Each is carried out twice: on what a plain minimum would show, where it succeeds, and on what is
//! released, where it does not. The numbers are those of `attacks.md`.

use trivsel_disclosure::*;

use crate::attacker::{Read, follows, range, read, small_sets_that_follow};
use crate::site::*;

fn five() -> Rules {
    Rules::at(5).unwrap()
}

/// The sets a pattern shows.
fn sets(table: &Table, pattern: &Pattern) -> Vec<Vec<usize>> {
    let shown = table
        .groups()
        .iter()
        .enumerate()
        .filter(|(at, _)| pattern.is_shown(*at));
    shown.map(|(_, group)| group.atoms.clone()).collect()
}

fn people(table: &Table) -> Vec<i64> {
    table.atoms().iter().map(|atom| i64::from(atom.respondents)).collect()
}

/// The attack succeeds on the pattern, and the auditor says so and how.
fn succeeds(table: &Table, pattern: &Pattern, rules: &Rules) {
    let found = small_sets_that_follow(&sets(table, pattern), &people(table), i64::from(rules.minimum));
    assert!(!found.is_empty(), "the attack does not work at all");
    let audit = audit(table, pattern, rules);
    assert!(!audit.is_protected());
    let how = audit.findings().iter().find_map(|finding| match finding {
        Finding::Derivable { follows, .. } => Some(follows),
        _ => None,
    });
    assert_eq!(
        verify_multipliers(table, pattern, how.expect("the auditor says how")),
        Ok(())
    );
    assert!(Audit::release(table, pattern, rules).is_err());
}

/// What is released resists.
fn fails(table: &Table, rules: &Rules) -> Protection {
    let protection = protect(table, rules).unwrap();
    let shown = sets(table, protection.release.pattern());
    let found = small_sets_that_follow(&shown, &people(table), i64::from(rules.minimum));
    assert_eq!(found, Vec::<Vec<usize>>::new());
    protection
}

#[test]
fn attack_1_a_group_under_the_minimum_is_read_directly() {
    let groups = vec![must_show(group("all", "units", 0..3)), group("small", "units", [0])];
    let table = table(atoms(&[(4, 6), (9, 12), (9, 12)]), groups, vec![]);
    succeeds(&table, &everything(&table), &five());
    assert!(
        audit(&table, &everything(&table), &five())
            .findings()
            .contains(&Finding::Small { group: 1 })
    );
    assert!(!is_shown(&fails(&table, &five()), &table, "small"));
}

#[test]
fn attack_2_the_whole_less_what_is_shown_is_the_hidden_group() {
    let groups = vec![
        must_show(group("all", "units", 0..2)),
        group("sales", "units", [0]),
        group("technology", "units", [1]),
    ];
    let answers = [vec![0, 1, 2, 3], vec![1, 2, 3, 4, 2, 3, 1, 0, 2]];
    let table = table(atoms(&[(4, 6), (9, 12)]), groups, vec![layer("mood", 0, 4, &answers)]);
    succeeds(&table, &by_size_alone(&table, 5), &five());
    let protection = fails(&table, &five());
    assert!(!is_shown(&protection, &table, "technology"));
}

#[test]
fn attack_2_eight_answers_less_seven_are_the_eighth() {
    let groups = vec![
        must_show(group("all", "units", 0..2)),
        group("without the leader", "projects", [0]),
    ];
    let answers = [vec![60; 7], vec![4]];
    let table = table(atoms(&[(7, 8), (1, 1)]), groups, vec![layer("mood", 0, 100, &answers)]);
    succeeds(&table, &by_size_alone(&table, 5), &five());
    let shown = [
        Read {
            atoms: vec![0, 1],
            low: 424,
            high: 424,
        },
        Read {
            atoms: vec![0],
            low: 420,
            high: 420,
        },
    ];
    assert_eq!(range(&shown, &[(0, 700), (0, 100)], &[1]), (4, 4));
    fails(&table, &five());
}

#[test]
fn attack_3_a_parent_of_nine_gives_away_three_and_one_of_thirteen_does_not() {
    let of = |own: u32| {
        let groups = vec![
            must_show(group("parent", "units", 0..3)),
            group("a", "units", [0]),
            group("b", "units", [1]),
        ];
        table(atoms(&[(3, 5), (6, 9), (own, own + 2)]), groups, vec![])
    };
    let nine = of(0);
    succeeds(&nine, &by_size_alone(&nine, 5), &five());
    assert!(!is_shown(&fails(&nine, &five()), &nine, "b"));
    let thirteen = of(4);
    assert!(is_shown(&fails(&thirteen, &five()), &thirteen, "b"));
}

#[test]
fn attack_4_one_filter_after_another_differ_by_one_person() {
    let people = atoms(&[(8, 10), (1, 2), (6, 9)]);
    let first = table(people.clone(), vec![group("first filter", "", [0, 2])], vec![]);
    let second = table(people, vec![group("second filter", "", [0, 1, 2])], vec![]);
    let one = protect(&first, &five()).unwrap();
    // Without the memory of the first, the second is harmless.
    assert!(protect(&second, &five()).unwrap().release.pattern().is_shown(0));
    let mut ledger = Ledger::default();
    ledger.add("first", &first, &one.release);
    let second = second.clone().with_released(ledger.rows_for(&second).unwrap()).unwrap();
    let both = [vec![0, 2], vec![0, 1, 2]];
    assert_eq!(small_sets_that_follow(&both, &[8, 1, 6], 5), [[1]]);
    assert!(!audit(&second, &everything(&second), &five()).is_protected());
    assert!(!protect(&second, &five()).unwrap().release.pattern().is_shown(0));
}

#[test]
fn attack_5_ten_blue_collar_workers_of_whom_nine_are_men() {
    let groups = vec![
        must_show(group("all", "all", 0..4)),
        group("blue", "collar", [0, 1]),
        group("white", "collar", [2, 3]),
        group("men", "sex", [0, 2]),
        group("women", "sex", [1, 3]),
        group("blue men", "collar x sex", [0]),
        group("white men", "collar x sex", [2]),
        group("white women", "collar x sex", [3]),
    ];
    let table = table(atoms(&[(9, 12), (1, 2), (20, 25), (20, 25)]), groups, vec![]);
    succeeds(&table, &by_size_alone(&table, 5), &five());
    fails(&table, &five());
}

#[test]
fn attack_6_the_figure_before_and_after_a_late_answer() {
    let answers = |late: &[i64]| [vec![2; 11], late.to_vec()];
    let before = table(
        atoms(&[(11, 12), (0, 1)]),
        vec![group("unit", "units", [0])],
        vec![layer("well-being", 0, 25, &answers(&[]))],
    );
    let mut ledger = Ledger::default();
    ledger.add("before", &before, &protect(&before, &five()).unwrap().release);
    let after = table(
        atoms(&[(11, 12), (1, 1)]),
        vec![group("unit", "units", [0, 1])],
        vec![layer("well-being", 0, 25, &answers(&[7]))],
    );
    assert!(protect(&after, &five()).unwrap().release.pattern().is_shown(0));
    let after = after.clone().with_released(ledger.rows_for(&after).unwrap()).unwrap();
    assert!(follows(&[vec![0], vec![0, 1]], &[1], 2));
    assert!(!audit(&after, &everything(&after), &five()).is_protected());
    assert!(!protect(&after, &five()).unwrap().release.pattern().is_shown(0));
}

#[test]
fn attack_6_a_ledger_of_other_atoms_is_refused_rather_than_ignored() {
    let wide = table(atoms(&[(11, 12), (6, 7)]), vec![group("both", "units", 0..2)], vec![]);
    let mut ledger = Ledger::default();
    ledger.add("before", &wide, &protect(&wide, &five()).unwrap().release);
    let others = Atom {
        name: "somebody else".to_owned(),
        ..atoms(&[(6, 7)]).remove(0)
    };
    assert_eq!(ledger.rows_for(&table(vec![others], vec![], vec![])), Ok(vec![]));
    let narrow = table(atoms(&[(11, 12)]), vec![], vec![]);
    assert!(matches!(ledger.rows_for(&narrow), Err(LedgerError::NoSuchAtom { .. })));
}

#[test]
fn attack_10_where_everybody_else_answered_the_rest_of_the_total_is_the_hidden_team() {
    let groups = vec![
        must_show(group("all", "units", 0..3)),
        group("team", "units", [0]),
        group("next", "units", [1]),
    ];
    let table = table(atoms(&[(3, 3), (8, 8), (20, 20)]), groups, vec![]);
    let invited = [(0, 3), (0, 8), (0, 20)];
    let exact = [Read {
        atoms: vec![0, 1, 2],
        low: 31,
        high: 31,
    }];
    assert_eq!(range(&exact, &invited, &[0]), (3, 3));
    let protection = protect(&table, &five()).unwrap();
    assert_eq!(protection.release.respondents(0), Some(Figure::Between(29.0, 31.0)));
    assert!(range(&read(&protection.release, &Quantity::Respondents), &invited, &[0]).0 < 3);
}

#[test]
fn attack_10_how_many_of_a_team_of_four_answered_stays_open() {
    let groups = vec![
        must_show(group("all", "units", 0..3)),
        group("team", "units", [0]),
        group("next", "units", [1]),
        group("rest", "units", [2]),
    ];
    let table = table(atoms(&[(2, 4), (8, 9), (25, 31)]), groups, vec![]);
    succeeds(&table, &by_size_alone(&table, 5), &five());
    let protection = fails(&table, &five());
    let seen = read(&protection.release, &Quantity::Respondents);
    assert_eq!(range(&seen, &[(0, 4), (0, 9), (0, 31)], &[0]), (1, 4));
}

#[test]
fn attack_11_when_all_answer_the_same_the_mean_is_everybodys_answer() {
    let groups = vec![
        must_show(group("all", "units", 0..3)),
        group("unit", "units", [0]),
        group("next", "units", [1]),
        group("rest", "units", [2]),
    ];
    let answers = [vec![0; 8], vec![1, 2, 3, 4, 2, 1], vec![2; 20]];
    let table = table(
        atoms(&[(8, 12), (6, 9), (20, 26)]),
        groups,
        vec![layer("bullied", 0, 4, &answers)],
    );
    // Its own figure in a band would not help: the others' figures leave exactly nothing for it.
    let bounds = [(0, 32), (0, 24), (0, 80)];
    let bullied = Quantity::Sum("bullied".to_owned());
    let naive = [
        Read {
            atoms: vec![0, 1, 2],
            low: 53,
            high: 53,
        },
        Read {
            atoms: vec![0],
            low: 0,
            high: 2,
        },
        Read {
            atoms: vec![1],
            low: 13,
            high: 13,
        },
        Read {
            atoms: vec![2],
            low: 40,
            high: 40,
        },
    ];
    assert_eq!(range(&naive, &bounds, &[0]), (0, 0));
    assert!(!audit(&table, &everything(&table), &known(5)).is_protected());
    let protection = protect(&table, &known(5)).unwrap();
    let (low, high) = range(&read(&protection.release, &bullied), &bounds, &[0]);
    assert!(low == 0 && high > 0);
}

#[test]
fn attack_11_a_total_in_which_all_answer_alike_is_shown_as_a_range() {
    let groups = vec![must_show(group("all", "units", [0]))];
    let table = table(atoms(&[(8, 12)]), groups, vec![layer("bullied", 0, 4, &[vec![0; 8]])]);
    let plain = Rules {
        smallest_cell: 1,
        ..known(5)
    };
    let told = protect(&table, &plain).unwrap().release;
    assert_eq!(told.mean(0, 0, Display::HUNDRED), Some(Figure::Exact(0.0)));
    let release = protect(&table, &known(5)).unwrap().release;
    assert_eq!(release.mean(0, 0, Display::HUNDRED), Some(Figure::Between(0.0, 7.0)));
}

#[test]
fn attack_11_a_category_of_one_or_two_is_not_told_from_an_empty_one() {
    let groups = vec![must_show(group("all", "units", 0..2)), group("unit", "units", [0])];
    let shares = categories("how often", &[&[11, 1, 4], &[30, 20, 10]]);
    let table = table(atoms(&[(16, 20), (60, 80)]), groups, vec![shares]);
    // Without pooling, one of sixteen people stands alone in a category.
    let plain = Rules {
        smallest_cell: 1,
        ..Rules::at(10).unwrap()
    };
    let told = protect(&table, &plain).unwrap().release.distribution(1, 0).unwrap();
    assert_eq!((told[1].categories.as_slice(), told[1].percent), (&[1][..], 6.0));
    let release = protect(&table, &Rules::at(10).unwrap()).unwrap().release;
    let shown = release.distribution(1, 0).unwrap();
    let shares: Vec<(&[usize], f64)> = shown
        .iter()
        .map(|share| (&share.categories[..], share.percent))
        .collect();
    assert_eq!(shares, [(&[0][..], 69.0), (&[1, 2][..], 31.0)]);
}

#[test]
fn attack_12_a_question_few_answered_hides_the_group_not_only_the_question() {
    let groups = vec![
        must_show(group("all", "units", 0..2)),
        group("unit", "units", [0]),
        group("rest", "units", [1]),
    ];
    let of = |answered: usize| {
        let answers = [vec![3; answered], vec![2; 30]];
        let full = [vec![1, 2, 3, 4, 2, 3, 1, 2, 3, 2, 2, 4], vec![2; 30]];
        let layers = vec![layer("everybody", 0, 4, &full), layer("optional", 0, 4, &answers)];
        table(atoms(&[(12, 15), (30, 40)]), groups.clone(), layers)
    };
    assert!(is_shown(&protect(&of(9), &known(5)).unwrap(), &of(9), "unit"));
    let few = of(3);
    assert!(!audit(&few, &everything(&few), &known(5)).is_protected());
    assert!(!is_shown(&protect(&few, &known(5)).unwrap(), &few, "unit"));
}

#[test]
fn attack_15_rules_are_never_lowered_and_what_was_hidden_stays_hidden() {
    let (three, five) = (Rules::at(3).unwrap(), five());
    assert!(five.are_at_least(&three) && !three.are_at_least(&five));
    assert!(!known(5).are_at_least(&five));
    let people = || atoms(&[(4, 6), (3, 5), (20, 26)]);
    let groups = || {
        vec![
            must_show(group("all", "units", 0..3)),
            group("four", "units", [0]),
            group("three", "units", [1]),
            group("rest", "units", [2]),
        ]
    };
    let plain = table(people(), groups(), vec![]);
    let before = protect(&plain, &five).unwrap();
    assert!(!is_shown(&before, &plain, "four"));
    // Under the lower minimum alone it would be shown.
    assert!(is_shown(&protect(&plain, &three).unwrap(), &plain, "four"));
    let bound = plain.hiding(before.release.pattern());
    assert!(!is_shown(&protect(&bound, &three).unwrap(), &bound, "four"));
    assert!(
        audit(&bound, &everything(&bound), &three)
            .findings()
            .contains(&Finding::ShownAgain { group: 1 })
    );
}

#[test]
fn attack_18_a_person_is_moved_to_another_unit_between_two_releases_of_the_same_answers() {
    // Atom 1 is the person who is moved.
    let people = atoms(&[(7, 9), (1, 1), (8, 11)]);
    let answers = [vec![2; 7], vec![4], vec![1; 8]];
    let with = |units: Vec<Group>| table(people.clone(), units, vec![layer("mood", 0, 4, &answers)]);
    let before = with(vec![group("a", "units", [0, 1]), group("b", "units", [2])]);
    let after = with(vec![group("a now", "units", [0]), group("b now", "units", [1, 2])]);
    let first = protect(&before, &known(5)).unwrap();
    assert_eq!(first.release.pattern().hidden().count(), 0);
    assert_eq!(
        protect(&after, &known(5)).unwrap().release.pattern().hidden().count(),
        0
    );
    assert_eq!(
        small_sets_that_follow(&[vec![0, 1], vec![2], vec![0], vec![1, 2]], &[7, 1, 8], 5),
        [[1]]
    );
    let mut ledger = Ledger::default();
    ledger.add("before", &before, &first.release);
    let after = after.clone().with_released(ledger.rows_for(&after).unwrap()).unwrap();
    assert!(!audit(&after, &everything(&after), &known(5)).is_protected());
    let second = protect(&after, &known(5)).unwrap();
    assert_eq!(second.release.pattern().hidden().collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn two_hidden_in_each_row_and_column_are_not_enough() {
    // Two squares of hidden cells and one cell between them: its value is two rows less two columns.
    let at = |row: usize, column: usize| row * 4 + column;
    let hidden = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (2, 3), (3, 2), (3, 3), (0, 2)];
    let mut groups = Vec::new();
    for line in 0..4 {
        groups.push(group(
            &format!("row {line}"),
            "rows",
            (0..4).map(|column| at(line, column)),
        ));
        groups.push(group(
            &format!("column {line}"),
            "columns",
            (0..4).map(|row| at(row, line)),
        ));
    }
    let mut shown = vec![true; 8];
    for row in 0..4 {
        for column in 0..4 {
            groups.push(group(&format!("{row} {column}"), "cells", [at(row, column)]));
            shown.push(!hidden.contains(&(row, column)));
        }
    }
    let sizes: Vec<(u32, u32)> = (0..16)
        .map(|cell| if cell == at(0, 2) { (2, 9) } else { (8, 12) })
        .collect();
    let table = table(atoms(&sizes), groups, vec![]);
    succeeds(&table, &Pattern::new(shown), &five());
    fails(&table, &five());
}

#[test]
fn saying_that_a_hidden_group_is_small_says_too_much() {
    let groups = vec![
        must_show(group("all", "units", 0..3)),
        group("a", "units", [0]),
        group("b", "units", [1]),
    ];
    let table = table(atoms(&[(3, 8), (8, 12), (20, 26)]), groups, vec![]);
    let protection = protect(&table, &five()).unwrap();
    let fewer_than_five = Released {
        quantity: Quantity::Respondents,
        atoms: vec![0],
        low: 1,
        high: 4,
    };
    let told = table.with_released(vec![fewer_than_five]).unwrap();
    assert!(!audit(&told, protection.release.pattern(), &five()).is_protected());
}

#[test]
fn a_rounded_mean_says_how_many_it_rests_on_so_hiding_the_number_is_no_protection() {
    assert_eq!(respondents_of_mean(3.43, 0.005, 30), [7, 14, 21, 23, 28, 30]);
    // Up to twenty answers, means are printed in whole numbers, which nearly any number of answers allows.
    let groups = vec![must_show(group("unit", "units", [0]))];
    let answers = [vec![4, 4, 4, 3, 3, 3, 3]];
    let table = table(atoms(&[(7, 12)]), groups, vec![layer("mood", 0, 5, &answers)]);
    let release = protect(&table, &five()).unwrap().release;
    assert_eq!(
        release.mean(0, 0, Display { low: 0.0, high: 5.0 }),
        Some(Figure::Exact(3.0))
    );
    assert!(respondents_of_mean(3.0, 0.5, 30).len() > 25);
}

/// Two projects share nine people; each has this many of its own besides, each an atom: first those of the first.
fn two_projects(own: usize) -> Table {
    let mut people = vec![(9, 12)];
    people.resize(1 + 2 * own, (1, 1));
    let first = 0..=own;
    let second = std::iter::once(0).chain(own + 1..=2 * own);
    table(
        atoms(&people),
        vec![group("first", "a", first), group("second", "b", second)],
        vec![],
    )
}

/// With the answers of those told, what is left of one project after the other are those.
fn gives_away(table: &Table, pattern: &Pattern, told: &[usize], those: &[usize]) -> bool {
    let mut sets = sets(table, pattern);
    sets.extend(told.iter().map(|atom| vec![*atom]));
    follows(&sets, those, table.atoms().len())
}

#[test]
fn a_colleague_who_knows_the_own_answer_learns_nothing_of_fewer_than_four_others() {
    let table = two_projects(1);
    let shown = everything(&table);
    assert!(!gives_away(&table, &shown, &[], &[2]) && gives_away(&table, &shown, &[1], &[2]));
    let nobody_tells = Rules {
        colluders: 0,
        ..known(5)
    };
    assert!(audit(&table, &shown, &nobody_tells).is_protected());
    assert!(!audit(&table, &shown, &known(5)).is_protected());
    let protection = protect(&table, &known(5)).unwrap();
    assert!(!gives_away(&table, protection.release.pattern(), &[1], &[2]));
}

#[test]
fn two_colleagues_who_tell_each_other_their_answers_learn_nothing_of_fewer_than_three_others() {
    let table = two_projects(2);
    let shown = everything(&table);
    assert!(!gives_away(&table, &shown, &[1], &[3, 4]) && gives_away(&table, &shown, &[1, 2], &[3, 4]));
    let one_alone = Rules {
        colluders: 1,
        ..known(5)
    };
    assert!(audit(&table, &shown, &one_alone).is_protected());
    assert!(!audit(&table, &shown, &known(5)).is_protected());
    let protection = protect(&table, &known(5)).unwrap();
    assert!(!gives_away(&table, protection.release.pattern(), &[1, 2], &[3, 4]));
}

#[test]
fn without_a_minimum_of_two_nothing_is_released() {
    let table = table(atoms(&[(9, 12)]), vec![group("unit", "units", [0])], vec![]);
    let none = Rules { minimum: 1, ..five() };
    assert!(matches!(protect(&table, &none), Err(Refusal::Rules(_))));
    assert!(!audit(&table, &everything(&table), &none).is_protected());
}
