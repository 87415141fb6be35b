#!/usr/bin/env python3
"""Runs Sigma rules over the same event logs twice, by `cordon detect` and as SQL, and tells where the two differ (docs/sigma-verdicts.md).

usage: sigma-sqlite.py RULES LOGS      folders of rules for Windows and of event logs

The SQL is made by pySigma's back end for SQLite, over a table of the fields that `cordon evidence dump` prints. Needs, from
PyPI, `pysigma-backend-sqlite`, `pysigma-pipeline-sysmon` and `pysigma-pipeline-windows`; so it is no part of `make test`.
CORDON_PROGRAM names another program than the one that was built. Exit status 1: a difference that nothing here explains.
"""
import collections, itertools, json, os, re, sqlite3, subprocess, sys
from pathlib import Path

try:
    from sigma.backends.sqlite import sqliteBackend
    from sigma.collection import SigmaCollection
    from sigma.exceptions import SigmaError
    from sigma.pipelines.sysmon import sysmon_pipeline
    from sigma.pipelines.windows import windows_audit_pipeline, windows_logsource_pipeline
except ImportError as error:
    sys.exit(f"{error}: pip install pysigma-backend-sqlite pysigma-pipeline-sysmon pysigma-pipeline-windows")

PROGRAM = os.environ.get("CORDON_PROGRAM", str(Path(__file__).resolve().parent.parent / ".build/release/cordon"))
# A record whose fields have several values is one row for each combination of them.
MOST_ROWS = 64
# Records of the audit log that the pipelines have no category for: connections of the filtering platform.
AUDIT_ONLY_OURS = {"5156"}
# Names of the audit log for those of Sysmon that the pipeline leaves as they are (rules specification, "Field Usage").
AUDIT_NAMES = {
    "ParentProcessId": "ProcessId", "ProcessId": "NewProcessId", "User": "SubjectUserName", "IntegrityLevel": "MandatoryLabel"}
LABELS = {"S-1-16-0": "Untrusted", "S-1-16-4096": "Low", "S-1-16-8192": "Medium", "S-1-16-12288": "High", "S-1-16-16384": "System"}


def lines(*arguments):
    with subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, text=True, encoding="utf-8") as run:
        for line in run.stdout:
            yield json.loads(line)


def flat(event):
    """Fields of an event by the names that rules use, each with its values."""
    fields = collections.defaultdict(list)

    def add(name, value):
        if isinstance(value, bool):
            value = str(value).lower()
        values = fields[name.replace(" ", "")]
        values.append(None if value is None else str(value))
        if name == "MandatoryLabel" and value in LABELS:
            values.append(LABELS[value])

    def walk(name, value):
        if isinstance(value, dict):
            for key, inner in value.get("#attributes", {}).items():
                add(f"{name}_{key}", inner)
            for key, inner in value.items():
                if key == "#text":
                    for text in inner if isinstance(inner, list) else [inner]:
                        add(name, text)
                elif key != "#attributes":
                    walk(re.sub(r"_\d+$", "", key), inner)
        elif isinstance(value, list):
            for inner in value:
                walk(name, inner)
        else:
            add(name, value)

    for part, value in event.items():
        if part != "#attributes":
            walk(part, value)
    return fields


def queries(rule_file, backends):
    """(id, fields, SQL) of each rule of a file and of each way to its log source, and what cannot be converted."""
    found, failed = [], []
    try:
        rules = SigmaCollection.from_yaml(rule_file.read_text(encoding="utf-8")).rules
    except SigmaError as error:
        return [], [(rule_file.name, str(error))]
    identifiers = [str(rule.id) for rule in rules]
    category = rules[0].logsource.category
    for name, backend in backends.items():
        if name == "audit" and category != "process_creation":
            continue
        try:
            # A pipeline rewrites the rule that it is given.
            for rule, identifier in zip(SigmaCollection.from_yaml(rule_file.read_text(encoding="utf-8")).rules, identifiers):
                source = rule.logsource
                for sql in backend.convert_rule(rule):
                    if (source.category or source.service) and "Channel" not in sql:
                        failed.append((identifier, "log source unknown to the pipeline"))
                    else:
                        found.append((identifier, backend.required_fields(rule), sql))
        except SigmaError as error:
            failed.append((identifiers[0], f"{type(error).__name__}: {error}"[:120]))
    return found, failed


def table(database, logs, columns):
    """One table with the columns that rules ask for; each row's record, and the records with several values in a field."""
    quoted = ", ".join('"%s" TEXT COLLATE NOCASE' % name.replace('"', '""') for name in columns)
    database.execute(f'CREATE TABLE logs (record_key TEXT, "everything" TEXT COLLATE NOCASE, {quoted})')
    marks = ", ".join("?" * (len(columns) + 2))
    several, records = {}, {}
    for log in logs:
        for line in lines("evidence", "dump", log, "--format", "jsonl"):
            key = f"{log.name}\t{line['record']}"
            fields = flat(line["event"])
            records[key] = fields
            everything = "\n".join(value for values in fields.values() for value in values if value)
            by_lower = {name.lower(): values for name, values in fields.items()}
            choices = [list(dict.fromkeys(by_lower.get(name.lower(), [None]))) for name in columns]
            several[key] = [name for name, choice in zip(columns, choices) if len(choice) > 1]
            rows = itertools.islice(itertools.product(*choices), MOST_ROWS)
            database.executemany(f"INSERT INTO logs VALUES ({marks})", ((key, everything, *row) for row in rows))
    database.execute('CREATE INDEX sources ON logs ("Channel", "EventID")')
    return records, several


def explained(pair, side, records, several, asked):
    """Why the two may differ though both are right by their own means; None where nothing is known."""
    key, rule = pair
    fields = asked.get(rule, set())
    if any(name in fields for name in several[key]):
        return "a field with several values: SQL sees one of them at a time"
    if "EventID" in records[key] and records[key]["EventID"][0] in AUDIT_ONLY_OURS and side == "cordon":
        return "the pipeline knows no such record of the audit log"
    texts = [value for name in fields for value in records[key].get(name, []) if value]
    if any(not text.isascii() for text in texts):
        return "LIKE folds ASCII only"
    if any("\0" in text for text in texts):
        return "text ends for SQL where a zero stands in it"
    if any("" in records[key].get(name, []) for name in fields):
        return "an empty value of an event log is no value"
    return None


def main(rule_folder, log_folder):
    audit = windows_audit_pipeline() + windows_logsource_pipeline()
    for item in audit.items:
        mapping = getattr(item.transformation, "mapping", None)
        if item.identifier == "windows_audit_fieldmappings":
            mapping.update(AUDIT_NAMES)
    options = {"fulltext_field": "everything"}
    backends = {
        "sysmon": sqliteBackend(sysmon_pipeline() + windows_logsource_pipeline(), **options),
        "audit": sqliteBackend(audit, **options),
    }
    converted, failed = [], []
    files = sorted(rule_folder.rglob("*.yml"))
    for file in files:
        found, problems = queries(file, backends)
        converted += found
        failed += problems
    asked = collections.defaultdict(set)
    for rule, fields, _ in converted:
        asked[rule].update(name.replace(" ", "") for name in fields)
    columns = sorted(set().union(*asked.values()) | {"Channel", "EventID", "Provider_Name"} - {"everything"}, key=str.lower)
    columns = [name for name in columns if name != "everything"]
    # Names of columns do not differ by case, names of fields do.
    seen = set()
    columns = [name for name in columns if not (name.lower() in seen or seen.add(name.lower()))]

    database = sqlite3.connect(":memory:")
    database.create_function(
        "regexp", 2, lambda pattern, text: text is not None and re.search(pattern, text) is not None, deterministic=True)
    logs = sorted(log_folder.rglob("*.evtx"))
    records, several = table(database, logs, columns)
    by_sql, broken = set(), {}
    for rule, _, sql in converted:
        try:
            where = sql.split(" WHERE ", 1)[1]
            by_sql.update((key, rule) for (key,) in database.execute(f"SELECT DISTINCT record_key FROM logs WHERE {where}"))
        except (sqlite3.Error, re.error) as error:
            broken[rule] = str(error)
    compared = set(asked) - set(broken) - {rule for rule, _ in failed}
    ours = {
        (f"{Path(match['file']).name}\t{match['record']}", match["rule"]["id"])
        for match in lines("detect", log_folder, "--rules", rule_folder, "--format", "jsonl")
    }
    ours = {pair for pair in ours if pair[1] in compared}
    by_sql = {pair for pair in by_sql if pair[1] in compared}

    print(f"{len(files)} rule files, {len(compared)} rules compared over {len(records)} records of {len(logs)} logs")
    for reason, count in collections.Counter(reason for _, reason in failed).most_common():
        print(f"  not converted: {count} x {reason}")
    for rule, error in broken.items():
        print(f"  not run: {rule}: {error}")
    print(f"matches: {len(ours & by_sql)} by both, {len(ours - by_sql)} by Cordon alone, {len(by_sql - ours)} by SQL alone")
    unexplained = 0
    for side, pairs in [("cordon", ours - by_sql), ("sql", by_sql - ours)]:
        reasons = collections.defaultdict(list)
        for pair in sorted(pairs):
            reason = explained(pair, side, records, several, asked)
            reasons[reason].append(pair)
            if reason is None:
                unexplained += 1
                print(f"  only {side}: {pair[0]}\t{pair[1]}")
        for reason, alike in reasons.items():
            if reason:
                print(f"  only {side}, {len(alike)} x {reason}, in {sorted({rule for _, rule in alike})}")
    sys.exit(1 if unexplained else 0)


if len(sys.argv) != 3:
    sys.exit(__doc__)
main(Path(sys.argv[1]), Path(sys.argv[2]))
