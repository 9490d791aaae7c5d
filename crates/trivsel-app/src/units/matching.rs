//! Finding units by what people write of them: a name or a part of it, a code, or both as pages show them.

use trivsel_domain::id::UnitId;
use trivsel_domain::unit::{Tree, TreeNode};

/// A unit as it is named where it is chosen by typing: names stand more than once in a large organisation, codes do not.
pub fn label(node: &TreeNode) -> String {
    format!("{} ({})", node.name, node.code)
}

/// The units that are meant: the one of this label, code or whole name, else all whose name or code holds every word, in the tree's order.
pub fn matching(tree: &Tree, typed: &str) -> Vec<UnitId> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let all = |is_meant: &dyn Fn(&TreeNode) -> bool| -> Vec<UnitId> {
        let meant = tree.iter().filter(|node| is_meant(node));
        meant.map(|node| node.id).collect()
    };
    let words: Vec<&str> = typed.split_whitespace().collect();
    let holds = |node: &TreeNode| {
        let text = label(node).to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    [
        all(&|node| label(node).to_lowercase() == typed || node.code.to_lowercase() == typed),
        all(&|node| node.name.to_lowercase() == typed),
    ]
    .into_iter()
    .find(|exact| !exact.is_empty())
    .unwrap_or_else(|| all(&holds))
}
