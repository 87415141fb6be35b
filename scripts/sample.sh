#!/usr/bin/env bash
# Takes a made-up incident to the gate of containment, for a first look: ten computers have fallen to an intruder.
# Usage: scripts/sample.sh FOLDER. The folder is made anew, with evidence/, store/ and report.html in it.
set -euo pipefail

folder=$1
cordon=$(cd "$(dirname "$0")/.." && pwd)/.build/debug/cordon
export CORDON_HOME=$folder/store
rm -rf "$folder"
mkdir -p "$folder"

# A step that a reader need not see; what it says is shown where it fails.
quietly() {
    local said
    said=$("$cordon" "$@" 2>&1) || { echo "$said" >&2; return 1; }
}

# A step as somebody would type it, with what it says. A refusal is a result here, not a failure.
shown() {
    printf '\n$ cordon'
    printf ' %q' "$@"
    printf '\n'
    "$cordon" "$@" 2>&1 || [ $? -eq 2 ]
}

quietly exercise new "$folder/store" --start 2026-03-03T08:00Z
quietly exercise generate "$folder/evidence" --story spread
quietly staff roster add asha --role lead --title 'Incident lead' --phone '+49 30 5550101'
quietly staff roster add bob --role deputy --title 'Deputy lead' --phone '+49 30 5550102'
quietly staff roster add carl --role handler --title 'Handler' --phone '+49 30 5550103'
quietly staff roster add dora --role handler --title 'Handler' --phone '+49 30 5550104'
quietly staff roster add olga --title 'Head of operations' --phone '+49 30 5550109'
quietly staff roster add pia --title 'Engineer' --phone '+49 30 5550107'
quietly staff roster add dan --title 'Analyst' --phone '+49 30 5550108'
quietly staff assign pia --duty preparation
quietly staff assign dan --duty detection

shown investigate "$folder/evidence/first" --title 'The sample intrusion' --as carl --report "$folder/report.html"

hosts=(APP-01 APP-02 BKP-01 DEP-01 FS-02 SQL-01 WEB-01 WKS-031 WKS-044 WKS-052)
accounts=('HARBOUR\adm-keller' 'HARBOUR\svc-deploy')
sum() { sha256sum "$folder/evidence/first/$1" | head -c 64; }

quietly case assign C-1 --lead asha --as asha
quietly case declare C-1 --criterion 'Malware on more than one system' --as asha
quietly case advance C-1 --as asha
quietly case impact C-1 --functional-now low --functional-likely high --information integrityLoss \
    --recoverability supplemented --reason 'file and database servers are in the hands of the intruder' --as asha
quietly scope exclude C-1 JMP-01 PRN-01 --reason 'asked the help desk: jump host and printer, no sign' --as asha
quietly scope set C-1 "${hosts[@]}" --owner olga --as asha
quietly scope owner C-1 "${hosts[@]}" --confirm olga --as bob
quietly evidence custody C-1 --all --location 'collection server, room 2' --unknown serial='copies of logs' \
    --unknown model='copies of logs' --unknown hostname='named by the logs' --unknown mac='copies of logs' \
    --unknown ip='copies of logs' --as carl
for host in "${hosts[@]}"; do
    log=$host.jsonl
    [ -f "$folder/evidence/first/$log" ] || log=$host/Security.evtx
    quietly evidence preserve C-1 --system "$host" --kind logs --evidence "$(sum "$log")" --as carl
done
quietly evidence preserve C-1 --account "${accounts[0]}" --kind logs --evidence "$(sum WKS-031/Security.evtx)" --as carl
quietly evidence preserve C-1 --account "${accounts[1]}" --kind logs --evidence "$(sum WKS-044/Sysmon.evtx)" --as carl
quietly contain channel C-1 --name 'bridge 4711' --kind phone --depends-on 'public telephone network' \
    --participant asha --participant bob --tested 2026-03-01T09:00Z --as asha
quietly contain channel C-1 --acknowledge --as asha
quietly contain channel C-1 --acknowledge --as bob
quietly plan draft C-1 containment --as carl
for measure in isolateHost disableAccount; do
    quietly contain strategy C-1 --measure "$measure" --damage 'data is being read' --evidence 'logs are held' \
        --availability 'services of the hosts stop for a day' --resources 'ten minutes, two people' \
        --effectiveness 'no way out is left but the agent' --length 'until each host is rebuilt' --effect full \
        --side-effects 'nightly jobs fail' --for temporary --removal-due 2026-03-16T08:00Z --as carl
done
quietly exercise clock +10m
quietly plan approve C-1 P-1 --as bob
for host in "${hosts[@]}"; do
    quietly contain prepare C-1 --target "$host" --reachable 'the agent answers' --privilege 'isolation right checked' \
        --rollback "token of $host" --as carl
done
for account in "${accounts[@]}"; do
    quietly contain prepare C-1 --account "$account" --reachable 'the directory answers' --privilege 'may disable' \
        --rollback 'enable again' --as carl
done

cat <<'TEXT'

Since then: asha leads, the scope has its verdicts and owners, evidence is preserved, and carl's plan to contain all ten
systems and both accounts together is approved and made ready. May five of the ten be contained now?
TEXT
shown contain go C-1 --only APP-01,APP-02,BKP-01,DEP-01,FS-02 --as asha
shown case advance C-1 --dry-run --as asha

cat <<TEXT

The case waits at the gate of containment. The report is $folder/report.html. To go on:

  export CORDON_HOME=$CORDON_HOME
  cordon exercise clock +25h          the scope has not grown for a day, then
  cordon contain go C-1 --as asha     contains all of them
  cordon scope show C-1               the systems, and why
  cordon case timeline C-1            what the intruder did, and what was done
TEXT
