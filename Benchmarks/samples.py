"""Writes made-up logs of each text format, for speed.py: 50,000 lines or so, repeated up to the wanted size."""
import datetime, json, random
from pathlib import Path

START = datetime.datetime(2026, 3, 1)
NUMBER = random.Random(7)


def address():
    return ".".join(str(NUMBER.randrange(1, 255)) for _ in range(4))


def below(bound):
    return NUMBER.randrange(bound)


def syslog(i):
    time = START + datetime.timedelta(seconds=i)
    return (f"{time:%b} {time.day:2d} {time:%H:%M:%S} web{below(9)} sshd[{below(9999)}]: Failed password for "
            f"invalid user admin{below(40)} from {address()} port {below(65536)} ssh2\n")


def syslog5424(i):
    time = START + datetime.timedelta(seconds=i)
    return (f"<38>1 {time.isoformat()}.000250Z web{below(9)}.example.org sshd {below(9999)} ID47 "
            f'[origin@32473 software="sshd" ip="{address()}"] Failed password for root from {address()} port 22 ssh2\n')


def auditd(i):
    stamp = f"msg=audit({1772323200 + i}.{below(1000):03d}:{1000 + i}):"
    return (f"type=SYSCALL {stamp} arch=c000003e syscall=59 success=yes exit=0 a0=55d0c8e1f2a0 items=2 ppid={below(9999)} "
            f'pid={below(9999)} auid=1000 uid=0 gid=0 euid=0 tty=pts0 ses=3 comm="curl" exe="/usr/bin/curl" key="exec"\n'
            f'type=EXECVE {stamp} argc=2 a0="curl" a1=2F746D702F61206220632E7368\n'
            f"type=PROCTITLE {stamp} proctitle=6375726C002D6F002F746D702F612062\n")


def web(i):
    time = START + datetime.timedelta(seconds=i)
    return (f'{address()} - - [{time:%d/%b/%Y:%H:%M:%S} +0000] "GET /shop/item?id={below(99999)} HTTP/1.1" 200 '
            f'{below(99999)} "https://example.org/" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/12{below(9)}"\n')


def table(i):
    time = START + datetime.timedelta(seconds=i)
    return (f'{time.isoformat()}Z,Security,{4600 + below(99)},WS{below(50)}.example.org,ann{below(40)},'
            f'"""C:\\Program Files\\App\\app.exe"" --serve {below(99999)}",{address()},{below(65536)}\n')


def timeline(i):
    time = START + datetime.timedelta(seconds=i)
    return (f"{time:%m/%d/%Y},{time:%H:%M:%S},UTC,M...,FILE,File stat,Content Modification Time,-,WS{below(9)},"
            f"/tmp/x{below(99)},OS:/tmp/x{below(99)} Type: file,2,OS:/tmp/x,{below(99999)},-,filestat,size: {below(9999)}\n")


def connection(i):
    return {"ts": 1772323200.5 + i, "uid": f"C{below(10 ** 15):015d}", "id.orig_h": address(), "id.orig_p": below(65536),
            "id.resp_h": address(), "id.resp_p": 443, "proto": "tcp", "service": "ssl", "duration": below(9999) / 1000,
            "orig_bytes": below(9999), "resp_bytes": below(99999), "conn_state": "SF", "local_orig": True,
            "missed_bytes": 0, "history": "ShADadFf", "orig_pkts": below(99), "resp_pkts": below(99)}


def zeek_json(i):
    return json.dumps(connection(i)) + "\n"


def zeek(i):
    return "\t".join("T" if v is True else str(v) for v in connection(i).values()) + "\n"


def journal(i):
    return (f"__CURSOR=s=0639466b;i={i:x}\n__REALTIME_TIMESTAMP={1772323200000000 + i}\n_BOOT_ID=6c7c6013a26343b29e9\n"
            f"PRIORITY=6\n_UID=0\n_HOSTNAME=web{below(9)}\n_TRANSPORT=syslog\nSYSLOG_IDENTIFIER=sshd\n_PID={below(9999)}\n"
            f"_COMM=sshd\n_EXE=/usr/sbin/sshd\nMESSAGE=Failed password for root from {address()} port {below(65536)} ssh2\n\n")


def history(i):
    return f"#{1772323200 + i}\ncurl -o /tmp/x{below(99)} http://example.org/x{below(999)}.sh\n"


def plaso(i):
    time = 1772323200000000 + i
    return json.dumps({
        "__container_type__": "event", "data_type": "fs:stat", "display_name": f"OS:/tmp/x{below(999)}", "inode": below(9999),
        "date_time": {"__class_name__": "PosixTimeInMicroseconds", "timestamp": time}, "message": "OS:/tmp/x Type: file",
        "parser": "filestat", "timestamp": time, "timestamp_desc": "Content Modification Time"}) + "\n"


TABLE_HEAD = "Timestamp,Channel,EventID,Computer,User,CommandLine,SourceIp,SourcePort\n"
TIMELINE_HEAD = ("date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,"
                 "format,extra\n")
ZEEK_HEAD = ("#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#fields\t"
             + "\t".join(connection(0)) + "\n#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount"
             "\tcount\tstring\tbool\tcount\tstring\tcount\tcount\n")
TEXTS = {
    "syslog": (syslog, ""), "syslog-5424": (syslog5424, ""), "auditd": (auditd, ""), "web": (web, ""),
    "csv": (table, TABLE_HEAD), "l2t-csv": (timeline, TIMELINE_HEAD), "zeek-tsv": (zeek, ZEEK_HEAD),
    "zeek-json": (zeek_json, ""), "journal-export": (journal, ""), "shell-history": (history, ""), "plaso": (plaso, ""),
}


def write(folder, size):
    """One file of each text format; returns their paths."""
    paths = []
    for name, (line, head) in TEXTS.items():
        body = "".join(line(i) for i in range(20_000)).encode()
        path = Path(folder) / name
        path.write_bytes(head.encode() + body * max(1, size // len(body)))
        paths.append(path)
    return paths
