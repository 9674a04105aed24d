//! Rows of the table of members to and from plain values.

use rusqlite::Connection;

use super::record;
use crate::model::{Member, MemberList};

/// Writes a list of members in place of one of its name.
pub(super) fn write(connection: &Connection, list: &MemberList) -> Result<(), rusqlite::Error> {
    connection.execute("DELETE FROM members WHERE list = ?1", [&list.name])?;
    let mut statement = connection
        .prepare_cached("INSERT INTO members (list, id, first, until) VALUES (?1, ?2, ?3, ?4)")?;
    for member in &list.members {
        let [first, until] = [member.from, member.until].map(|day| day.map(record::number));
        statement.execute((&list.name, &member.id, first, until))?;
    }
    Ok(())
}

/// Every list of members, by name, in the order that each was given in.
pub(super) fn read_all(connection: &Connection) -> Result<Vec<MemberList>, rusqlite::Error> {
    let mut statement = connection
        .prepare_cached("SELECT list, id, first, until FROM members ORDER BY list, rowid")?;
    let mut found = statement.query([])?;
    let mut lists: Vec<MemberList> = Vec::new();
    while let Some(row) = found.next()? {
        let name: String = row.get(0)?;
        let day = |number: Option<i64>| number.and_then(record::date);
        let member = Member {
            id: row.get(1)?,
            from: day(row.get(2)?),
            until: day(row.get(3)?),
        };
        match lists.last_mut().filter(|list| list.name == name) {
            Some(list) => list.members.push(member),
            None => lists.push(MemberList {
                name,
                members: vec![member],
            }),
        }
    }
    Ok(lists)
}
