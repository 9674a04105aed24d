-- What the first released layout holds, with rows in every table; it must open for good.
CREATE TABLE note (
    key INTEGER PRIMARY KEY,
    library TEXT NOT NULL,
    id TEXT NOT NULL,
    path TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (library, id)
) STRICT;
CREATE TABLE position (
    note INTEGER PRIMARY KEY REFERENCES note (key),
    passage INTEGER NOT NULL,
    quote TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE TABLE mark (
    note INTEGER NOT NULL REFERENCES note (key),
    letter TEXT NOT NULL,
    passage INTEGER NOT NULL,
    quote TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (note, letter)
) STRICT, WITHOUT ROWID;
INSERT INTO note VALUES
    (1, '/notes', '000000000001', '2026/a.md', '2026-02-05T08:00:00Z'),
    (2, '/notes', '000000000002', '2026/b.md', '2026-02-05T09:00:00.25Z');
INSERT INTO position VALUES (1, 7, '先看 CTA', '2026-02-05T08:00:00Z');
INSERT INTO mark VALUES
    (1, 'a', 3, '低波动', '2026-02-05T08:01:00Z'),
    (1, 'b', 5, '低波动', '2026-02-05T08:02:00Z'),
    (2, 'z', 1, '低波动', '2026-02-05T09:00:00.25Z');
PRAGMA user_version = 1;
