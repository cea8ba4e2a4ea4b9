//! The logs as CSV.

use crate::report::WriteError;
use crate::report::evidence::document::Document;
use crate::report::evidence::document::Log;
use crate::report::layout::Column;
use crate::report::layout::Layout;
use crate::report::long;
use crate::report::long::Cell;

/// The columns of the assumptions log.
pub const LAYOUT: Layout = Layout {
    command: "evidence",
    columns: &[
        Column { name: "address", meaning: "address of the number: `threat.drugs.harm`" },
        Column { name: "what", meaning: "what it is, in words" },
        Column { name: "distribution", meaning: "its value or its distribution" },
        Column { name: "uncertain", meaning: "`true` where it differs between draws, else `false`" },
        Column {
            name: "grade",
            meaning: "how reliable it is: `measured`, `published`, `expert` or `placeholder`",
        },
        Column { name: "source", meaning: "where it is from" },
        Column { name: "owner", meaning: "who made it; empty where that is not said" },
        Column { name: "signed_off_by", meaning: "who signed it off; empty where nobody has" },
        Column { name: "signed_off_on", meaning: "the day of the sign-off" },
        Column { name: "note", meaning: "why it is as it is" },
        Column { name: "proxy", meaning: "`true` where it stands in for data that nobody has, else `false`" },
        AS_OF,
        REVIEW_BY,
        Column {
            name: "effect",
            meaning: "what it does to the answer, £m, where that was worked out; empty where it was not, as in this log",
        },
    ],
    quantities: &[],
};

const AS_OF: Column = Column { name: "as_of", meaning: "the day of the knowledge" };

const REVIEW_BY: Column = Column { name: "review_by", meaning: "the day by which to look at it again" };

/// The columns of the decisions log.
pub const DECISIONS_LAYOUT: Layout = Layout {
    command: "evidence --log decisions",
    columns: &[
        Column { name: "on", meaning: "the day of the decision; empty where a file decides by itself" },
        Column { name: "what", meaning: "what was decided" },
        Column { name: "why", meaning: "why" },
        Column { name: "who", meaning: "who decided it; empty where a file decides by itself" },
        Column { name: "signed_off_by", meaning: "who signed it off; empty where nobody has" },
        Column {
            name: "from",
            meaning: "`log` where the evidence file logs it; `evidence`, `scenario` or `program` where it follows from that",
        },
    ],
    quantities: &[],
};

/// The columns of the data log.
pub const DATA_LAYOUT: Layout = Layout {
    command: "evidence --log data",
    columns: &[
        Column { name: "source", meaning: "the source, in the words of the file" },
        Column { name: "grade", meaning: "the grades of what rests on it, parted by semicolons" },
        Column { name: "numbers", meaning: "how many numbers rest on it" },
        Column { name: "addresses", meaning: "which, parted by semicolons" },
        AS_OF,
        REVIEW_BY,
        Column { name: "price_year", meaning: "the year whose prices money is in" },
        Column { name: "proxy", meaning: "`true` where any of them stands in for data that nobody has" },
        Column { name: "signed_off_by", meaning: "who signed off any of them, parted by semicolons" },
    ],
    quantities: &[],
};

/// The columns of the assurance statement.
pub const ASSURANCE_LAYOUT: Layout = Layout {
    command: "evidence --log assurance",
    columns: &[
        Column {
            name: "part",
            meaning: "`commissioner`, `analyst`, `assurer`, `approver`, `statement`, `limit`, `can` or `cannot`",
        },
        Column { name: "said", meaning: "who, or what is said; empty where nobody is named" },
    ],
    quantities: &[],
};

/// The log that was asked for as CSV.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(document: &Document) -> Result<Vec<u8>, WriteError> {
    match document.log {
        Log::Assumptions => assumptions(document),
        Log::Decisions => decisions(document),
        Log::Data => data(document),
        Log::Assurance => assurance(document),
    }
}

fn perhaps(text: Option<&String>) -> Cell {
    Cell::text(text.map(String::as_str).unwrap_or_default())
}

fn assumptions(document: &Document) -> Result<Vec<u8>, WriteError> {
    let rows = document.assumptions.iter().map(|entry| {
        let uncertain = entry.uncertain.to_string();
        let cells =
            [&entry.address, &entry.what, &entry.distribution, &uncertain, &entry.grade, &entry.source];
        let mut row: Vec<Cell> = cells.map(Cell::text).into();
        row.extend(
            [&entry.owner, &entry.signed_off_by, &entry.signed_off_on, &entry.note]
                .map(|text| perhaps(text.as_ref())),
        );
        row.push(Cell::Text(entry.proxy.to_string()));
        row.extend([&document.as_of, &document.review_by].map(|text| perhaps(text.as_ref())));
        row.push(Cell::Figure(entry.effect));
        row
    });
    long::laid_out(&LAYOUT, rows)
}

fn decisions(document: &Document) -> Result<Vec<u8>, WriteError> {
    let rows = document.decisions.iter().map(|decision| {
        let text = |text: &String| Cell::text(text);
        vec![
            perhaps(decision.on.as_ref()),
            text(&decision.what),
            text(&decision.why),
            perhaps(decision.who.as_ref()),
            perhaps(decision.signed_off_by.as_ref()),
            text(&decision.from),
        ]
    });
    long::laid_out(&DECISIONS_LAYOUT, rows)
}

fn data(document: &Document) -> Result<Vec<u8>, WriteError> {
    let rows = document.data.iter().map(|data| {
        vec![
            Cell::text(&data.source),
            Cell::Text(data.grades.join("; ")),
            Cell::Text(data.addresses.len().to_string()),
            Cell::Text(data.addresses.join("; ")),
            perhaps(document.as_of.as_ref()),
            perhaps(document.review_by.as_ref()),
            Cell::text(&document.price_year),
            Cell::Text(data.proxy.to_string()),
            Cell::Text(data.signed_off_by.join("; ")),
        ]
    });
    long::laid_out(&DATA_LAYOUT, rows)
}

fn assurance(document: &Document) -> Result<Vec<u8>, WriteError> {
    let mut rows: Vec<[String; 2]> = Vec::new();
    if let Some(assurance) = &document.assurance {
        let named = assurance.roles.named();
        rows.extend(named.map(|(role, who)| [role.to_lowercase(), who.unwrap_or_default().to_owned()]));
        let said = assurance.said();
        let parts = [
            ("statement", &said),
            ("limit", &assurance.limits),
            ("can", &assurance.can),
            ("cannot", &assurance.cannot),
        ];
        let lines = |(part, lines): (&str, &Vec<String>)| -> Vec<[String; 2]> {
            lines.iter().map(|line| [part.to_owned(), line.clone()]).collect()
        };
        rows.extend(parts.into_iter().flat_map(lines));
    }
    long::laid_out(&ASSURANCE_LAYOUT, rows.into_iter().map(|row| row.map(Cell::Text).into()))
}
