//! One tree on top of another.

use crate::input::node::Entry;
use crate::input::node::Node;
use crate::input::node::Table;
use crate::input::node::Value;
use crate::input::raw::OTHERS;
use crate::input::rule::Rule;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::VecDeque;

/// Lays a file's tree on its base's. Every part keeps the span of the file it comes from; a table or an
/// element that both have counts as the upper file's.
pub(crate) fn merge(base: Node, top: Node, rule: Rule) -> Node {
    let value = match (rule, base.value, top.value) {
        (Rule::Keys(rules), Value::Table(base), Value::Table(top)) => Value::Table(keys(base, top, rules)),
        (Rule::KeysOrWord, Value::Table(base), Value::Table(top)) => Value::Table(keys(base, top, &[])),
        (Rule::KeysOrWord, Value::Text(word), Value::Table(mut top)) => {
            let node = Node { span: base.span, value: Value::Text(word) };
            top.entry(OTHERS.to_owned()).or_insert(Entry { key_span: base.span, node });
            Value::Table(top)
        }
        (Rule::Items(by, rules), Value::List(base), Value::List(top)) => {
            Value::List(items(base, top, by, rules))
        }
        (_, _, top) => top,
    };
    Node { span: top.span, value }
}

fn keys(base: Table, top: Table, rules: &[(&str, Rule)]) -> Table {
    let mut merged = top;
    for (key, below) in base {
        let rule = rules.iter().find(|(name, _)| *name == key).map_or(Rule::Whole, |(_, rule)| *rule);
        let entry = match (merged.remove(&key), rule) {
            (above, Rule::Own) => above,
            (None, _) => Some(Entry { node: inherited(below.node, rule), ..below }),
            (Some(above), rule) => Some(Entry { node: merge(below.node, above.node, rule), ..above }),
        };
        if let Some(entry) = entry {
            merged.insert(key, entry);
        }
    }
    merged
}

/// A table taken over although the upper file does not mention it still leaves behind what is the base's own.
fn inherited(mut node: Node, rule: Rule) -> Node {
    if let (Rule::Keys(rules), Value::Table(table)) = (rule, &mut node.value) {
        table.retain(|key, _| !rules.iter().any(|(name, rule)| name == key && matches!(rule, Rule::Own)));
    }
    node
}

/// An element of the base is carried on by one element at most, so that a name the upper file uses twice
/// stays there twice and can be refused.
fn items(base: Vec<Node>, top: Vec<Node>, by: &str, rules: &'static [(&'static str, Rule)]) -> Vec<Node> {
    let mut counterparts: BTreeMap<Name, VecDeque<Node>> = BTreeMap::new();
    let (named, additions): (Vec<Node>, Vec<Node>) = {
        let names: BTreeSet<Name> = base.iter().filter_map(|below| name(below, by)).collect();
        top.into_iter().partition(|above| name(above, by).is_some_and(|name| names.contains(&name)))
    };
    for above in named {
        if let Some(name) = name(&above, by) {
            counterparts.entry(name).or_default().push_back(above);
        }
    }
    let mut carry = |below: Node| match name(&below, by)
        .and_then(|name| counterparts.get_mut(&name))
        .and_then(VecDeque::pop_front)
    {
        Some(above) => merge(below, above, Rule::Keys(rules)),
        None => below,
    };
    let mut merged: Vec<Node> = base.into_iter().map(&mut carry).collect();
    merged.extend(additions);
    merged.extend(counterparts.into_values().flatten());
    merged
}

/// What an element is matched by: a string, or an array of strings.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    One(String),
    Several(Vec<String>),
}

fn name(element: &Node, by: &str) -> Option<Name> {
    let text = |node: &Node| node.text().map(str::to_owned);
    match &element.get(by)?.value {
        Value::Text(text) => Some(Name::One(text.clone())),
        Value::List(items) => items.iter().map(text).collect::<Option<Vec<_>>>().map(Name::Several),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::parse::parse;
    use crate::input::rule::EVIDENCE;
    use crate::input::rule::SCENARIO;
    use crate::input::source::Sources;

    fn merged(base: &str, top: &str, rule: Rule) -> String {
        let mut sources = Sources::default();
        let mut tree = |text: &str| parse(text, sources.add("x.toml", text)).0;
        shown(&merge(tree(base), tree(top), rule))
    }

    fn shown(node: &Node) -> String {
        match &node.value {
            Value::Table(table) => {
                let pairs: Vec<String> =
                    table.iter().map(|(key, entry)| format!("{key}={}", shown(&entry.node))).collect();
                format!("{{{}}}", pairs.join(" "))
            }
            Value::List(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(" ")),
            Value::Text(text) => text.clone(),
            Value::Whole(whole) => whole.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_scenario_takes_over_everything_but_its_bases_name() {
        let base = "[scenario]\nname='b'\ndescription='d'\nevidence='e'\n[split]\na=1\nb=2\n\
                    [allocate]\namounts={x=1,y=2}\n[objective]\nrisk={cvar={level=1}}\n";
        let top = "[split]\nb=3\n[allocate]\namounts={y=4}\n[objective]\nrisk='mean'\n";
        assert_eq!(
            merged(base, top, SCENARIO),
            "{allocate={amounts={x=1 y=4}} objective={risk=mean} scenario={evidence=e} split={a=1 b=3}}"
        );
        assert_eq!(merged(base, "scenario={name='t'}", SCENARIO).matches("name=t").count(), 1);
    }

    #[test]
    fn a_word_for_a_whole_split_holds_for_what_the_upper_file_does_not_name() {
        assert_eq!(merged("split='today'", "split={a=1}", SCENARIO), "{split={*=today a=1}}");
        assert_eq!(merged("split={a=1}", "split='today'", SCENARIO), "{split=today}");
        assert_eq!(merged("split='today'", "", SCENARIO), "{split=today}");
    }

    #[test]
    fn limits_meet_by_name_and_the_bases_come_first() {
        let base = "[[limit]]\nname='a'\nmin=1\nmax=2\n[[limit]]\nmin=9\n";
        let top = "[[limit]]\nname='b'\n[[limit]]\nmin=9\n[[limit]]\nname='a'\nmin=5\n";
        assert_eq!(merged(base, top, SCENARIO), "{limit=[{max=2 min=5 name=a} {min=9} {name=b} {min=9}]}");
    }

    #[test]
    fn evidence_meets_by_id_down_to_counts_and_effects_and_curves_are_replaced_whole() {
        let base = "[[threat]]\nid='t'\nharm=1\n[[threat.count]]\nid='v'\nper_year=1\nname='n'\n\
                    [[programme]]\nid='p'\n[[programme.effect]]\nthreat='t'\nworks=1\ncurve={exponential={a=1}}\n\
                    [[correlation]]\nbetween=['a','b']\nrho=1\n";
        let top = "[[threat]]\nid='t'\n[[threat.count]]\nid='v'\nper_year=2\n[[programme]]\nid='p'\n\
                   [[programme.effect]]\nthreat='t'\ncurve={points={b=1}}\n[[programme.effect]]\nthreat='u'\n\
                   [[correlation]]\nbetween=['a','b']\nrho=2\n[[correlation]]\nbetween=['a']\nrho=3\n";
        assert_eq!(
            merged(base, top, EVIDENCE),
            "{correlation=[{between=[a b] rho=2} {between=[a] rho=3}] \
             programme=[{effect=[{curve={points={b=1}} threat=t works=1} {threat=u}] id=p}] \
             threat=[{count=[{id=v name=n per_year=2}] harm=1 id=t}]}"
        );
    }

    #[test]
    fn an_id_used_twice_on_top_stays_there_twice() {
        let twice = "[[funder]]\nid='f'\nname='1'\n[[funder]]\nid='f'\nname='2'\n";
        assert_eq!(merged("[[funder]]\nid='f'\n", twice, EVIDENCE), "{funder=[{id=f name=1} {id=f name=2}]}");
        assert_eq!(merged("funder=3", twice, EVIDENCE), merged("", twice, EVIDENCE));
    }
}
