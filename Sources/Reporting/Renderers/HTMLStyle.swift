/// How the report looks on a screen, on a telephone and on A4. Every pair of colours has a contrast of 4.5 or more.
enum HTMLStyle {
    /// By day and by night.
    private static let colours = """
        :root{--paper:#fff;--page:#f4f6f9;--ink:#16202e;--soft:#526073;--line:#d6dde6;--band:#12233d;--on-band:#fff;--on-band-soft:#b8c7dd;
        --link:#0b57a4;--head:#eef2f7;--red:#a31621;--red-bg:#fde8e8;--orange:#8f4300;--orange-bg:#ffecd9;--yellow:#6b5300;--yellow-bg:#fdf3c7;
        --grey:#46536a;--grey-bg:#e8ecf2;--green:#17613a;--green-bg:#dff3e6;--blue:#124e96;--blue-bg:#e2edfb;
        --mono:ui-monospace,"Cascadia Mono","SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
        @media (prefers-color-scheme:dark){:root{--paper:#151c27;--page:#0d131c;--ink:#e6ebf2;--soft:#a3b0c2;--line:#2e3a4c;--band:#0a1322;
        --link:#86b9f7;--head:#1d2634;--red:#ff9d9d;--red-bg:#431a1f;--orange:#ffb877;--orange-bg:#3f2712;--yellow:#f0d568;--yellow-bg:#383010;
        --grey:#bcc7d6;--grey-bg:#2a3545;--green:#83d7a3;--green-bg:#15362a;--blue:#9cc5fa;--blue-bg:#182f4e}}
        """

    /// The colours of verdicts and severities.
    private static let verdicts = """
        .v-confirmed,.s-critical{--c:var(--red);--b:var(--red-bg)}.v-probable,.s-high{--c:var(--orange);--b:var(--orange-bg)}
        .v-possible,.s-medium{--c:var(--yellow);--b:var(--yellow-bg)}.v-unknown,.v-outOfScope,.s-informational{--c:var(--grey);--b:var(--grey-bg)}
        .v-cleared{--c:var(--green);--b:var(--green-bg)}.s-low{--c:var(--blue);--b:var(--blue-bg)}
        """

    /// What a picture needs wherever it stands.
    private static let drawing = """
        svg text{fill:var(--ink);font-size:14px}
        svg .name{font-weight:640}svg .mark{font-size:12px;font-weight:600;fill:var(--c)}svg .how{font-size:12px;fill:var(--soft)}
        .life{stroke:var(--c);stroke-width:4;opacity:.32}.step{stroke:var(--ink);stroke-width:1.5;fill:none}.tip,.origin{fill:var(--ink)}
        .dot{fill:var(--c);stroke:var(--paper);stroke-width:2}
        """

    /// For a picture that is a file of its own.
    static let ofPicture = """
        \(colours)
        \(verdicts)
        svg{background:var(--paper)}
        \(drawing)
        """

    static let sheet = """
        \(colours)
        *{box-sizing:border-box}
        html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
        .inner{max-width:1360px;margin:0 auto;padding:0 28px}
        a{color:var(--link)}
        a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
        .skip{position:absolute;left:-999px}.skip:focus{left:12px;top:12px;background:var(--paper);padding:8px 14px;z-index:2}
        .masthead{background:var(--band);color:var(--on-band);padding:34px 0 30px}
        .kicker{margin:0 0 6px;font-size:13px;font-weight:600;letter-spacing:.09em;text-transform:uppercase;color:var(--on-band-soft)}
        h1{margin:0 0 22px;font-size:clamp(24px,3.4vw,36px);line-height:1.2;font-weight:680;letter-spacing:-.01em;overflow-wrap:anywhere}
        .facts{margin:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(210px,1fr));gap:14px 28px}
        .facts div{min-width:0}section>.facts{margin-bottom:16px}
        dt{font-size:12px;font-weight:600;color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
        .masthead dt{color:var(--on-band-soft)}.masthead .absent{color:var(--on-band-soft)}
        .masthead code{color:inherit}
        .columns{display:grid;grid-template-columns:172px minmax(0,1fr);gap:26px;padding-top:30px;padding-bottom:40px;align-items:start}
        nav{position:sticky;top:20px;font-size:14px;max-height:calc(100vh - 40px);overflow:auto}
        nav ol{list-style:none;margin:0;padding:0;border-left:2px solid var(--line)}
        nav a{display:block;padding:4px 0 4px 14px;color:var(--soft);text-decoration:none;line-height:1.35}
        nav a:hover{color:var(--link);text-decoration:underline}
        .label{margin:0 0 8px;font-size:12px;font-weight:600;letter-spacing:.07em;text-transform:uppercase;color:var(--soft)}
        section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:22px 22px 24px;margin:0 0 22px}
        section:target{border-color:var(--link)}
        h2{margin:0 0 14px;font-size:21px;line-height:1.3;font-weight:660;letter-spacing:-.005em}
        h3{margin:24px 0 8px;font-size:16px;font-weight:640}
        p{margin:0 0 12px;max-width:78ch;overflow-wrap:anywhere}
        section>:last-child,.notice>:last-child{margin-bottom:0}
        bdi{overflow-wrap:anywhere}
        #summary>p{font-size:17px}#summary>p bdi{font-weight:620}
        code,pre{font-family:var(--mono);font-size:.85em;overflow-wrap:anywhere;word-break:break-all}
        pre{background:var(--head);border:1px solid var(--line);border-radius:6px;padding:10px 14px;margin:0 0 12px;white-space:pre-wrap}
        .figures{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(118px,1fr));gap:12px;margin:0 0 20px;padding:0}
        .figures li{border:1px solid var(--line);border-top:4px solid var(--c,var(--line));border-radius:8px;padding:10px 14px 12px}
        .figures strong{display:block;font-size:30px;line-height:1.15;font-weight:680;font-variant-numeric:tabular-nums}
        .badge{display:inline-block;padding:1px 9px;border-radius:99px;font-size:12.5px;font-weight:620;line-height:1.55;white-space:nowrap;
        color:var(--c);background:var(--b)}
        \(verdicts)
        .l-adversary{--c:var(--red);--b:transparent;padding-left:0}.l-responders{--c:var(--blue);--b:transparent;padding-left:0}
        .notice{border:1px solid var(--line);border-left:5px solid var(--blue);border-radius:6px;background:var(--head);padding:12px 16px;margin:0 0 14px}
        .notice.warning{border-left-color:var(--orange)}
        .notice p{margin:0 0 6px}.notice ul{margin:0;padding-left:20px}.notice li{margin:2px 0;overflow-wrap:anywhere}
        .tag{font-size:12px;font-weight:640;letter-spacing:.04em;text-transform:uppercase;color:var(--blue);margin-right:6px}
        .warning .tag{color:var(--orange)}
        .scroll{overflow-x:auto;margin:0 0 14px}
        table{border-collapse:collapse;width:100%;font-size:13.5px;line-height:1.45}
        caption{text-align:left;color:var(--soft);font-size:13px;padding:0 0 8px}
        th,td{text-align:left;vertical-align:top;padding:7px 8px;border-bottom:1px solid var(--line);font-weight:400;min-width:56px}
        thead th{background:var(--head);font-size:12px;font-weight:640;color:var(--soft);border-bottom:2px solid var(--line);position:static;white-space:nowrap}
        tbody th{font-weight:620}
        tbody tr:hover{background:var(--head)}
        td .w,th .w{white-space:nowrap}td .ws,th .ws{overflow-wrap:normal}
        .n{font-variant-numeric:tabular-nums;white-space:nowrap}
        time{font-variant-numeric:tabular-nums}time span{white-space:nowrap}
        .id{font-weight:640;font-variant-numeric:tabular-nums;white-space:nowrap}
        .ref{font-family:var(--mono);font-size:12.5px;white-space:nowrap;text-decoration-thickness:1px;text-underline-offset:2px}
        .more,.absent{color:var(--soft)}.absent{font-style:italic}.more{white-space:nowrap;font-size:12.5px}
        td>div>div+div,th>div>div+div{margin-top:3px}
        th>div>div+div{font-weight:400}
        :target{background:var(--yellow-bg)}section:target{background:var(--paper)}
        details{border:1px solid var(--line);border-radius:6px;padding:0 14px;margin:0 0 14px}
        summary{cursor:pointer;padding:10px 0;font-weight:600;color:var(--link)}
        .note{margin:0 0 16px}.note figcaption{font-size:13px;color:var(--soft);margin-bottom:4px}
        blockquote{margin:0;padding:10px 16px;border-left:4px solid var(--line);background:var(--head);overflow-wrap:anywhere;white-space:pre-wrap}
        .picture{margin:0 0 22px}.picture figcaption{font-size:13px;color:var(--soft)}
        .picture .scroll{border:1px solid var(--line);border-radius:8px;padding:14px 16px}
        svg{display:block;width:100%;min-width:640px;max-width:940px;height:auto}
        \(drawing)
        footer{border-top:1px solid var(--line);padding:20px 0 36px;font-size:13px;color:var(--soft)}
        footer p{max-width:110ch}
        @media screen and (max-width:900px){.columns{grid-template-columns:minmax(0,1fr);gap:20px}nav{position:static;max-height:none}
        nav ol{columns:2;column-gap:20px}.inner{padding-left:18px;padding-right:18px}.columns{padding-top:22px}section{padding:18px 18px 20px}}
        @media screen and (max-width:620px){.inner{padding-left:12px;padding-right:12px}td .w,th .w{white-space:normal}td .ws,th .ws{overflow-wrap:anywhere}section{padding:16px 14px;border-radius:8px}#summary>p{font-size:16px}
        .facts{grid-template-columns:1fr 1fr}
        thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        table,tbody,tr,td,tbody th,caption{display:block;width:100%}
        tr{border:1px solid var(--line);border-radius:8px;padding:6px 12px;margin:0 0 10px}
        td,tbody th{display:grid;grid-template-columns:88px minmax(0,1fr);gap:10px;border:0;padding:3px 0;text-align:left;white-space:normal}
        td::before,tbody th::before{content:attr(data-label);color:var(--soft);font-size:12px;font-weight:600}
        details{padding:0 10px}}
        @page{size:A4;margin:16mm 14mm 18mm}
        @media print{:root{--paper:#fff;--page:#fff;--ink:#111;--soft:#444;--line:#bbb;--head:#f2f2f2;--band:#fff;--on-band:#111;--on-band-soft:#444;--link:#111;
        --red:#8b0d18;--red-bg:#fff;--orange:#7a3800;--orange-bg:#fff;--yellow:#5c4700;--yellow-bg:#fff;--grey:#3c4658;--grey-bg:#fff;
        --green:#11512f;--green-bg:#fff;--blue:#124e96;--blue-bg:#fff}
        body{font-size:10pt}.inner{max-width:none;padding:0}.masthead{padding:0 0 8mm;border-bottom:2pt solid #111}
        h1{font-size:20pt}.facts{grid-template-columns:repeat(3,1fr)}.skip{display:none}
        .columns{display:block;padding:6mm 0 0}nav{position:static;max-height:none;margin-bottom:6mm}nav ol{columns:2;border:0}nav a{padding:1mm 0}
        section{border:0;border-radius:0;padding:0;margin:0 0 8mm}#summary>p{font-size:11pt}
        h2{font-size:14pt;border-bottom:1pt solid #999;padding-bottom:1mm}h2,h3,caption,figcaption{break-after:avoid}
        tr,.notice,.note,.picture,.figures{break-inside:avoid}.notice li{break-inside:avoid}
        table{font-size:7.8pt}th,td{padding:1.2mm 1.4mm;min-width:0}.scroll{overflow:visible}thead{display:table-header-group}tbody tr:first-child{break-before:avoid}
        .badge{border:.6pt solid var(--c);font-size:7.4pt;padding:0 1.6mm}.l-adversary,.l-responders{border:0;padding:0}
        .ref,.more{font-size:7.2pt;text-decoration:none}.figures{grid-template-columns:repeat(5,1fr)}
        svg{min-width:0}details{border:0;padding:0}summary{color:#111;padding:1mm 0}
        details::details-content{content-visibility:visible;block-size:auto}footer{padding:4mm 0 0}}
        """
}
