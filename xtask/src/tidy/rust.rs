//! Rust: the length of functions and files, statics, glob imports of what stands above, and names with several meanings.

use std::collections::BTreeMap;

use syn::visit::{self, Visit};

use super::{Rule, Untidy};

/// In lines, from `fn` to the closing brace. Of 4,190 functions 29 were longer when the rule was made.
pub(super) const LONGEST_FUNCTION: usize = 80;

/// In lines, without the tests at its end.
pub(super) const LONGEST_FILE: usize = 500;

pub(super) fn check(files: &BTreeMap<String, String>) -> Result<Vec<Untidy>, String> {
    let mut found = Vec::new();
    let mut types = BTreeMap::new();
    for (name, text) in files.iter().filter(|(name, _)| is_program(name)) {
        let file = syn::parse_file(text).map_err(|problem| format!("could not read {name}: {problem}"))?;
        let mut seen = Seen::default();
        seen.visit_file(&file);
        found.extend(
            seen.untidy
                .into_iter()
                .map(|(rule, what)| Untidy::new(rule, name, what)),
        );
        found.extend(length(name, text));
        for declared in seen.types {
            let places: &mut Vec<String> = types.entry((crate_of(name), declared)).or_default();
            places.push(name.clone());
        }
    }
    found.extend(several_meanings(types));
    Ok(found)
}

/// Is this code that runs in the program? Tests, examples and benchmarks are not.
fn is_program(name: &str) -> bool {
    let is_source = name.starts_with("crates/") && name.contains("/src/") || name.starts_with("xtask/src/");
    is_source && name.ends_with(".rs") && !name.ends_with("/tests.rs") && !name.contains("/tests/")
}

fn crate_of(name: &str) -> String {
    name.split("/src/").next().unwrap_or(name).to_owned()
}

fn length(name: &str, text: &str) -> Option<Untidy> {
    let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]").count();
    (lines > LONGEST_FILE).then(|| Untidy::new(Rule::File, name, format!("{lines} lines")))
}

/// The same name in several files of a crate, counted at each place after the first.
fn several_meanings(types: BTreeMap<(String, String), Vec<String>>) -> Vec<Untidy> {
    let mut found = Vec::new();
    for ((_, declared), mut places) in types {
        // A derive wants the types of a table's row to be called so, in each table's file.
        places.retain(|place| !place.contains("/src/entities/"));
        let Some((first, others)) = places.split_first() else {
            continue;
        };
        for other in others {
            found.push(Untidy::new(
                Rule::Name,
                other,
                format!("{declared} is a type of {first}, too"),
            ));
        }
    }
    found
}

/// What one file shows.
#[derive(Default)]
struct Seen {
    untidy: Vec<(Rule, String)>,
    types: Vec<String>,
}

impl Seen {
    fn function(&mut self, signature: &syn::Signature, body: &syn::Block) {
        let first = signature.fn_token.span.start().line;
        let last = body.brace_token.span.close().end().line;
        let lines = last.saturating_sub(first) + 1;
        if lines > LONGEST_FUNCTION {
            self.untidy
                .push((Rule::Function, format!("{} has {lines} lines", signature.ident)));
        }
    }
}

impl<'ast> Visit<'ast> for Seen {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !is_for_tests(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        // A table of what never changes is a list or a reference to one. Anything else remembers.
        if !matches!(*item.ty, syn::Type::Reference(_) | syn::Type::Array(_)) {
            self.untidy.push((Rule::Static, format!("static {}", item.ident)));
        }
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.types.push(item.ident.to_string());
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.types.push(item.ident.to_string());
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if let syn::UseTree::Path(path) = &item.tree
            && path.ident == "super"
            && matches!(*path.tree, syn::UseTree::Glob(_))
        {
            self.untidy.push((Rule::Star, "use super::*".to_owned()));
        }
    }
}

fn is_for_tests(item: &syn::Item) -> bool {
    let attributes = match item {
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Ident>().is_ok_and(|word| word == "test")
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn found(text: &str) -> Vec<(Rule, String)> {
        let mut seen = Seen::default();
        seen.visit_file(&syn::parse_file(text).unwrap());
        seen.untidy
    }

    #[test]
    fn a_long_function_is_named_wherever_it_stands() {
        let body = "    let _ = 1;\n".repeat(79);
        let text = format!("impl A {{\nfn long() {{\n{body}}}\n}}\nfn short() {{\n}}\n");
        assert_eq!(found(&text), [(Rule::Function, "long has 81 lines".to_owned())]);
    }

    #[test]
    fn statics_and_stars_are_found_outside_tests_only() {
        let text = "static KEPT: Mutex<u8> = x;\nstatic TABLE: &[u8] = &[];\nuse super::*;\n#[cfg(test)]\nmod tests { use super::*; }";
        let expected = [
            (Rule::Static, "static KEPT".to_owned()),
            (Rule::Star, "use super::*".to_owned()),
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn a_name_of_two_types_of_a_crate_is_counted_once() {
        let files = BTreeMap::from([
            ("crates/a/src/one.rs".to_owned(), "struct Row;".to_owned()),
            ("crates/a/src/two.rs".to_owned(), "enum Row { A }".to_owned()),
            ("crates/b/src/two.rs".to_owned(), "struct Row;".to_owned()),
            ("crates/a/src/entities/one.rs".to_owned(), "struct Model;".to_owned()),
            ("crates/a/src/entities/two.rs".to_owned(), "struct Model;".to_owned()),
        ]);
        let found = check(&files).unwrap();
        assert_eq!(
            found,
            [Untidy::new(
                Rule::Name,
                "crates/a/src/two.rs",
                "Row is a type of crates/a/src/one.rs, too"
            )]
        );
    }
}
