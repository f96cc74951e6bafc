<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>ExportText</name>
    <message>
        <source>Export as PDF</source>
        <translation>Als PDF exportieren</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Export as HTML</source>
        <translation>Als HTML exportieren</translation>
    </message>
    <message>
        <source>HTML page (*.html)</source>
        <translation>HTML-Seite (*.html)</translation>
    </message>
    <message>
        <source>Export as JSON</source>
        <translation>Als JSON exportieren</translation>
    </message>
    <message>
        <source>JSON report (*.json)</source>
        <translation>JSON-Bericht (*.json)</translation>
    </message>
</context>
<context>
    <name>FindingText</name>
    <message>
        <source>does not apply</source>
        <translation>trifft nicht zu</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n Stelle</numerusform>
            <numerusform>%n Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Under by</source>
        <translation>Darunter um</translation>
    </message>
    <message>
        <source>Over by</source>
        <translation>Darüber um</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LaneText</name>
    <message>
        <source>Loudness</source>
        <translation>Lautheit</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Spitzen</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
</context>
<context>
    <name>ReportText</name>
    <message>
        <source>Answered: %1</source>
        <translation>Beantwortet: %1</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>One further rule of the profile does not apply to this programme.</source>
        <translation>Eine weitere Regel des Profils gilt für dieses Programm nicht.</translation>
    </message>
    <message>
        <source>%1 further rules of the profile do not apply to this programme.</source>
        <translation>%1 weitere Regeln des Profils gelten für dieses Programm nicht.</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Rule and clause</source>
        <translation>Regel und Abschnitt</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Metadata: %1</source>
        <translation>Metadaten: %1</translation>
    </message>
    <message>
        <source> (at byte %1)</source>
        <translation> (bei Byte %1)</translation>
    </message>
    <message>
        <source>How this was measured</source>
        <translation>Wie gemessen wurde</translation>
    </message>
    <message>
        <source>Files as they arrived</source>
        <translation>Dateien, wie sie ankamen</translation>
    </message>
    <message>
        <source>Loudness over time.</source>
        <translation>Lautheit im Verlauf.</translation>
    </message>
    <message>
        <source>Short-term from %1 to %2, loudest at %3.</source>
        <translation>Kurzzeit von %1 bis %2, am lautesten bei %3.</translation>
    </message>
    <message>
        <source>Integrated %1.</source>
        <translation>Integriert %1.</translation>
    </message>
    <message>
        <source>momentary</source>
        <translation>momentan</translation>
    </message>
    <message>
        <source>short-term</source>
        <translation>Kurzzeit</translation>
    </message>
    <message>
        <source>Places of findings, all of them in the table below</source>
        <translation>Stellen der Befunde, alle in der Tabelle darunter</translation>
    </message>
    <message>
        <source>correlation</source>
        <translation>Korrelation</translation>
    </message>
    <message>
        <source>Correlation over time, from −1 to +1</source>
        <translation>Korrelation im Verlauf, von −1 bis +1</translation>
    </message>
    <message>
        <source>true peak</source>
        <translation>True Peak</translation>
    </message>
    <message>
        <source>True peak over time.</source>
        <translation>True Peak im Verlauf.</translation>
    </message>
    <message>
        <source>Limit %1.</source>
        <translation>Grenze %1.</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>ganz</translation>
    </message>
    <message>
        <source>Show the whole programme</source>
        <translation>Das ganze Programm zeigen</translation>
    </message>
    <message>
        <source>Read values at a time</source>
        <translation>Werte zu einer Zeit lesen</translation>
    </message>
    <message>
        <source>Point at the curve to read it, drag across it to zoom in.</source>
        <translation>Auf die Kurve zeigen, um Werte zu lesen; darüber ziehen, um zu vergrößern.</translation>
    </message>
    <message>
        <source>Loudness over time</source>
        <translation>Lautheit im Verlauf</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>Im Verlauf</translation>
    </message>
    <message>
        <source>grey: momentary (400 ms) · amber: short-term (3 s) · green: correlation · blue: true peak · marks: places of findings</source>
        <translation>grau: momentan (400 ms) · bernstein: Kurzzeit (3 s) · grün: Korrelation · blau: True Peak · Marken: Stellen der Befunde</translation>
    </message>
    <message>
        <source>Layout %1, %2</source>
        <translation>Kanallayout %1, %2</translation>
    </message>
    <message>
        <source>Measured against limit</source>
        <translation>Gemessen gegen Grenze</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messgröße</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>All %1 measures</source>
        <translation>Alle %1 Messgrößen</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>Nicht beurteilt</translation>
    </message>
    <message>
        <source>the profile asks nothing of this role</source>
        <translation>das Profil verlangt von dieser Rolle nichts</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>What to do first</source>
        <translation>Was zuerst zu tun ist</translation>
    </message>
    <message>
        <source>Deliverables</source>
        <translation>Lieferteile</translation>
    </message>
    <message>
        <source>Deliverable</source>
        <translation>Lieferteil</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>LUFS</source>
        <translation>LUFS</translation>
    </message>
    <message>
        <source>dBTP</source>
        <translation>dBTP</translation>
    </message>
    <message>
        <source>LRA</source>
        <translation>LRA</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Layout</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>The delivery as a whole</source>
        <translation>Die Lieferung als Ganzes</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>Dateien, die nicht gelesen werden konnten</translation>
    </message>
    <message>
        <source>To be checked by a person</source>
        <translation>Von einem Menschen zu prüfen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>reported</source>
        <translation>nur berichtet</translation>
    </message>
    <message>
        <source>Mono counts as one channel; the same sound as dual mono reads %1</source>
        <translation>Mono zählt als ein Kanal; derselbe Ton als Dual Mono ergibt %1</translation>
    </message>
    <message>
        <source>Both channels are the same; as a mono file the sound reads %1</source>
        <translation>Beide Kanäle sind gleich; als Monodatei ergibt der Ton %1</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Messwerk</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Lautheit</translation>
    </message>
    <message>
        <source>ITU-R BS.1770-5: K-weighting, channel weights by position, absolute and relative gate. Momentary and short-term loudness as EBU Tech 3341 defines them, their maxima searched every 10 ms.</source>
        <translation>ITU-R BS.1770-5: K-Bewertung, Kanalgewichte nach Position, absolutes und relatives Gate. Momentane und Kurzzeit-Lautheit nach EBU Tech 3341, ihre Höchstwerte alle 10 ms gesucht.</translation>
    </message>
    <message>
        <source>Loudness range</source>
        <translation>Lautheitsbereich</translation>
    </message>
    <message>
        <source>EBU Tech 3342, from short-term loudness ten times a second.</source>
        <translation>EBU Tech 3342, aus der Kurzzeit-Lautheit zehnmal in der Sekunde.</translation>
    </message>
    <message>
        <source>True peak</source>
        <translation>True Peak</translation>
    </message>
    <message>
        <source>ITU-R BS.1770-5 Annex 2: the highest of the oversampled and the stored samples of any channel.</source>
        <translation>ITU-R BS.1770-5 Annex 2: der höchste der überabgetasteten und der gespeicherten Abtastwerte eines Kanals.</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Limits are compared with unrounded numbers; only what is printed is rounded. What could not be measured never counts as passed.</source>
        <translation>Grenzen werden mit ungerundeten Zahlen verglichen; gerundet ist nur, was gedruckt wird. Was nicht gemessen werden konnte, gilt nie als bestanden.</translation>
    </message>
    <message>
        <source>Assay %1, libebur128 %2, difference %3</source>
        <translation>Assay %1, libebur128 %2, Unterschied %3</translation>
    </message>
    <message>
        <source>Second opinion</source>
        <translation>Zweite Meinung</translation>
    </message>
    <message>
        <source>the user&apos;s own, in place of the built-in profile of the same id</source>
        <translation>ein eigenes, anstelle des mitgelieferten gleicher Kennung</translation>
    </message>
    <message>
        <source>built into Assay</source>
        <translation>in Assay mitgeliefert</translation>
    </message>
    <message>
        <source>the user&apos;s own</source>
        <translation>ein eigenes</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Judged by</source>
        <translation>Beurteilt nach</translation>
    </message>
    <message>
        <source>nobody: measured only</source>
        <translation>niemandem: nur gemessen</translation>
    </message>
    <message>
        <source>Id and version</source>
        <translation>Kennung und Fassung</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Channel layouts</source>
        <translation>Kanallayouts</translation>
    </message>
    <message>
        <source>All programmes</source>
        <translation>Alle Programme</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>ungelesen</translation>
    </message>
    <message>
        <source>could not be read: </source>
        <translation>konnte nicht gelesen werden: </translation>
    </message>
    <message>
        <source> bytes</source>
        <translation> Bytes</translation>
    </message>
    <message>
        <source>Measured only: no profile has judged this delivery</source>
        <translation>Nur gemessen: kein Profil hat diese Lieferung beurteilt</translation>
    </message>
    <message>
        <source>Judged against %1, version %2</source>
        <translation>Beurteilt nach %1, Fassung %2</translation>
    </message>
    <message>
        <source> · DRAFT: it has numbers that nobody has held against their document</source>
        <translation> · ENTWURF: es hat Zahlen, die niemand mit ihrem Dokument verglichen hat</translation>
    </message>
    <message>
        <source> · a profile of one&apos;s own in place of the built-in one</source>
        <translation> · ein eigenes Profil anstelle des mitgelieferten</translation>
    </message>
    <message>
        <source>grey: momentary (400 ms) · amber: short-term (3 s) · diamonds: places of findings</source>
        <translation>grau: momentan (400 ms) · bernstein: Kurzzeit (3 s) · Rauten: Stellen der Befunde</translation>
    </message>
    <message>
        <source>Correlation and true peak</source>
        <translation>Korrelation und True Peak</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>Korrelation</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Unterschrift</translation>
    </message>
    <message>
        <source>Sign-off</source>
        <translation>Abnahme</translation>
    </message>
    <message>
        <source>QC operator</source>
        <translation>QC-Techniker</translation>
    </message>
    <message>
        <source>Producer</source>
        <translation>Produzent</translation>
    </message>
    <message>
        <source>Project manager</source>
        <translation>Projektleitung</translation>
    </message>
    <message>
        <source>delivery report</source>
        <translation>Lieferbericht</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>%1 of %2 findings</source>
        <comment>both are numbers</comment>
        <translation>%1 von %2 Befunden</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>Alle Befunde</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offene</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>Erfüllte</translation>
    </message>
    <message>
        <source>Find in findings</source>
        <translation>In Befunden suchen</translation>
    </message>
    <message>
        <source>To the report</source>
        <translation>Zum Bericht</translation>
    </message>
    <message>
        <source>en</source>
        <comment>the code of this very language</comment>
        <translation>de</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>%1 deliverables: %2 fail, %3 need a person, %4 pass. The worst of them; all on the pages behind.</source>
        <translation>%1 Lieferteile: %2 fallen durch, %3 brauchen einen Menschen, %4 bestehen. Die schlechtesten davon; alle auf den Seiten dahinter.</translation>
    </message>
    <message>
        <source>All deliverables</source>
        <translation>Alle Lieferteile</translation>
    </message>
</context>
<context>
    <name>SelectionText</name>
    <message>
        <source>At</source>
        <translation>Bei</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Lautheit</translation>
    </message>
    <message>
        <source>Short-term max</source>
        <translation>Kurzzeit-Maximum</translation>
    </message>
    <message>
        <source>True peak</source>
        <translation>True Peak</translation>
    </message>
    <message>
        <source>Correlation, lowest</source>
        <translation>Korrelation, tiefste</translation>
    </message>
</context>
<context>
    <name>SummaryText</name>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>“%1” is not met</source>
        <translation>„%1“ ist nicht erfüllt</translation>
    </message>
    <message>
        <source>%1 is %2 too high</source>
        <translation>%1 ist %2 zu hoch</translation>
    </message>
    <message>
        <source>%1 is %2 too low</source>
        <translation>%1 ist %2 zu niedrig</translation>
    </message>
    <message>
        <source>The %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>The %1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source> fails: </source>
        <translation> fällt durch: </translation>
    </message>
    <message>
        <source>one more fault</source>
        <translation>ein weiterer Fehler</translation>
    </message>
    <message>
        <source>%n more faults</source>
        <translation>%n weitere Fehler</translation>
    </message>
    <message>
        <source>One further deliverable fails. </source>
        <translation>Ein weiterer Lieferteil fällt durch. </translation>
    </message>
    <message>
        <source>%n further deliverables fail. </source>
        <translation>%n weitere Lieferteile fallen durch. </translation>
    </message>
    <message>
        <source>The delivery as a whole fails: </source>
        <translation>Die Lieferung als Ganzes fällt durch: </translation>
    </message>
    <message>
        <source>one more</source>
        <translation>eine weitere</translation>
    </message>
    <message>
        <source>%n more</source>
        <translation>%n weitere</translation>
    </message>
    <message>
        <source>A person must decide on what could not be measured: </source>
        <translation>Ein Mensch muss entscheiden, was nicht gemessen werden konnte: </translation>
    </message>
    <message>
        <source>No programme arrived that could be judged. </source>
        <translation>Es kam kein Programm an, das beurteilt werden konnte. </translation>
    </message>
    <message>
        <source>Nothing was judged: the profile asks nothing of what arrived. </source>
        <translation>Nichts wurde beurteilt: das Profil verlangt nichts von dem, was ankam. </translation>
    </message>
    <message>
        <source>One file could not be read</source>
        <translation>Eine Datei konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>%n files could not be read</source>
        <translation>%n Dateien konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source> and could not be judged. </source>
        <translation> und nicht beurteilt werden. </translation>
    </message>
    <message>
        <source>1 blocker</source>
        <translation>1 Blocker</translation>
    </message>
    <message>
        <source>%n blockers</source>
        <translation>%n Blocker</translation>
    </message>
    <message>
        <source>1 issue</source>
        <translation>1 Mangel</translation>
    </message>
    <message>
        <source>%n issues</source>
        <translation>%n Mängel</translation>
    </message>
    <message>
        <source>1 not measured</source>
        <translation>1 nicht gemessen</translation>
    </message>
    <message>
        <source>%n not measured</source>
        <translation>%n nicht gemessen</translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 Hinweis</translation>
    </message>
    <message>
        <source>%n notes</source>
        <translation>%n Hinweise</translation>
    </message>
    <message>
        <source>1 answered</source>
        <translation>1 beantwortet</translation>
    </message>
    <message>
        <source>%n answered</source>
        <translation>%n beantwortet</translation>
    </message>
    <message>
        <source>1 rule met</source>
        <translation>1 Regel erfüllt</translation>
    </message>
    <message>
        <source>%n rules met</source>
        <translation>%n Regeln erfüllt</translation>
    </message>
    <message>
        <source>Empty delivery</source>
        <translation>Leere Lieferung</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 Datei</translation>
    </message>
    <message>
        <source>%n files</source>
        <translation>%n Dateien</translation>
    </message>
    <message>
        <source>Client: %1</source>
        <translation>Auftraggeber: %1</translation>
    </message>
    <message>
        <source>Reference: %1</source>
        <translation>Zeichen: %1</translation>
    </message>
    <message>
        <source>The files were measured; no profile has judged them. </source>
        <translation>Die Dateien wurden gemessen; kein Profil hat sie beurteilt. </translation>
    </message>
    <message>
        <source>One check by a person is open. </source>
        <translation>Eine Prüfung durch einen Menschen ist offen. </translation>
    </message>
    <message>
        <source>%n checks by a person are open. </source>
        <translation>%n Prüfungen durch einen Menschen sind offen. </translation>
    </message>
    <message>
        <source>Everything that was asked for was measured and lies inside its limits.</source>
        <translation>Alles Verlangte wurde gemessen und liegt innerhalb der Grenzen.</translation>
    </message>
    <message>
        <source>Everything else meets its limits.</source>
        <translation>Alles andere liegt innerhalb der Grenzen.</translation>
    </message>
    <message>
        <source>The delivery</source>
        <translation>Die Lieferung</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>issuer</source>
        <translation>vom Herausgeber</translation>
    </message>
    <message>
        <source>third party</source>
        <translation>von Dritten</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>Nicht beurteilt</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Mixes</source>
        <translation>Mischungen</translation>
    </message>
    <message>
        <source>Music and effects</source>
        <translation>Musik und Effekte</translation>
    </message>
    <message>
        <source>Stems</source>
        <translation>Stems</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>The delivery as a whole</source>
        <translation>Die Lieferung als Ganzes</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Lieferung</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Being measured</source>
        <translation>In Messung</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Weitere</translation>
    </message>
    <message numerus="yes">
        <source>%n blocker(s)</source>
        <translation>
            <numerusform>%n Blocker</numerusform>
            <numerusform>%n Blocker</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s)</source>
        <translation>
            <numerusform>%n Mangel</numerusform>
            <numerusform>%n Mängel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not measured</source>
        <translation>
            <numerusform>%n nicht gemessen</numerusform>
            <numerusform>%n nicht gemessen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
</context>
<context>
    <name>assay::Analysis</name>
    <message>
        <source>The analysis program could not be started: %1 (%2). Install Assay again.</source>
        <translation>Das Analyseprogramm ließ sich nicht starten: %1 (%2). Bitte Assay neu installieren.</translation>
    </message>
    <message>
        <source>The analysis stopped unexpectedly. What was measured before is kept. Open the files one by one to find the one that stops it, and please report it.</source>
        <translation>Die Analyse ist unerwartet abgebrochen. Was schon gemessen war, bleibt erhalten. Öffnen Sie die Dateien einzeln, um die Ursache zu finden, und melden Sie sie bitte.</translation>
    </message>
    <message>
        <source>The analysis ended with an error (exit code %1). What was measured before is kept.</source>
        <translation>Die Analyse endete mit einem Fehler (Rückgabewert %1). Was schon gemessen war, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The result of the analysis could not be read (exit code %1): %2</source>
        <translation>Das Ergebnis der Analyse war nicht lesbar (Rückgabewert %1): %2</translation>
    </message>
</context>
<context>
    <name>assay::DeliveryPanel</name>
    <message>
        <source>Delivery</source>
        <translation>Lieferung</translation>
    </message>
    <message>
        <source>Progress of the whole analysis</source>
        <translation>Fortschritt der gesamten Analyse</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the analysis</source>
        <translation>Analyse abbrechen</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 · %2 left</source>
        <translation>%1 · noch %2</translation>
    </message>
</context>
<context>
    <name>assay::Document</name>
    <message>
        <source>A report can be opened when the analysis has ended, or is cancelled.</source>
        <translation>Ein Bericht lässt sich öffnen, sobald die Analyse beendet oder abgebrochen ist.</translation>
    </message>
</context>
<context>
    <name>assay::DropZone</name>
    <message>
        <source>Drop audio files, a delivery folder or a report here.</source>
        <translation>Audiodateien, einen Lieferordner oder einen Bericht hier ablegen.</translation>
    </message>
    <message>
        <source>Open the example delivery</source>
        <translation>Beispiellieferung öffnen</translation>
    </message>
</context>
<context>
    <name>assay::FileModel</name>
    <message>
        <source>Contradictions</source>
        <translation>Widersprüche</translation>
    </message>
    <message>
        <source>byte %1</source>
        <translation>Byte %1</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Hashes</source>
        <translation>Prüfsummen</translation>
    </message>
    <message>
        <source>MD5 of the sound</source>
        <translation>MD5 des Tons</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>%1, %2 bytes</source>
        <translation>%1, %2 Bytes</translation>
    </message>
    <message>
        <source>wrong: %1</source>
        <translation>falsch: %1</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>assay::FilePanel</name>
    <message>
        <source>What the file says about itself</source>
        <translation>Was die Datei über sich sagt</translation>
    </message>
</context>
<context>
    <name>assay::FindingsPanel</name>
    <message>
        <source>Only open findings</source>
        <translation>Nur offene Befunde</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>Alle Befunde</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>Offen %1</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>Alle %1</translation>
    </message>
    <message>
        <source>Nothing is open here. All findings, passes included, are under “All”.</source>
        <translation>Hier ist nichts offen. Alle Befunde, auch die bestandenen, stehen unter „Alle“.</translation>
    </message>
</context>
<context>
    <name>assay::FindingsView</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Enter goes to the place of a finding, Enter again to its next place.</source>
        <translation>Die Eingabetaste springt zur Stelle eines Befunds, nochmals gedrückt zur nächsten.</translation>
    </message>
</context>
<context>
    <name>assay::HeaderBar</name>
    <message>
        <source>HTML page…</source>
        <translation>HTML-Seite …</translation>
    </message>
    <message>
        <source>Files or a report…</source>
        <translation>Dateien oder Bericht …</translation>
    </message>
    <message>
        <source>Delivery folder…</source>
        <translation>Lieferordner …</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF …</translation>
    </message>
    <message>
        <source>JSON report…</source>
        <translation>JSON-Bericht …</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Messung läuft</translation>
    </message>
    <message>
        <source>There is nothing to export until the measuring has ended.</source>
        <translation>Vor dem Ende der Messung gibt es nichts zu exportieren.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n programme(s) judged</source>
        <translation>
            <numerusform>%1 von %n Programm beurteilt</numerusform>
            <numerusform>%1 von %n Programmen beurteilt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::MainWindow</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Lieferung</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message numerus="yes">
        <source>%n programme(s) measured so far</source>
        <translation>
            <numerusform>%n Programm bisher gemessen</numerusform>
            <numerusform>%n Programme bisher gemessen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n programme(s), analysed in %1</source>
        <translation>
            <numerusform>%n Programm, analysiert in %1</numerusform>
            <numerusform>%n Programme, analysiert in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Assay %1</source>
        <translation>Assay %1</translation>
    </message>
    <message>
        <source>This profile does not judge programmes of this role.</source>
        <translation>Dieses Profil beurteilt Programme dieser Art nicht.</translation>
    </message>
    <message>
        <source>Choose a profile to judge what was measured.</source>
        <translation>Wählen Sie ein Profil, das die Messwerte beurteilt.</translation>
    </message>
    <message>
        <source>Results appear here as each file is measured.</source>
        <translation>Ergebnisse erscheinen hier, sobald eine Datei gemessen ist.</translation>
    </message>
    <message>
        <source>What holds between the programmes stands on the right.</source>
        <translation>Was zwischen den Programmen gilt, steht rechts.</translation>
    </message>
    <message>
        <source>Open files or a report</source>
        <translation>Dateien oder Bericht öffnen</translation>
    </message>
    <message>
        <source>Open a delivery folder</source>
        <translation>Lieferordner öffnen</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
</context>
<context>
    <name>assay::MessageBar</name>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Dismiss the messages</source>
        <translation>Meldungen schließen</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
</context>
<context>
    <name>assay::ProfileChooser</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>The profile that judges. Another one gives another verdict at once; nothing is measured again.</source>
        <translation>Das Profil, das urteilt. Ein anderes ändert das Urteil sofort; es wird nicht neu gemessen.</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>eigenes</translation>
    </message>
    <message>
        <source>Not judged: choose a profile</source>
        <translation>Nicht beurteilt: Profil wählen</translation>
    </message>
    <message>
        <source>as stored</source>
        <translation>wie gespeichert</translation>
    </message>
</context>
<context>
    <name>assay::TimelinePanel</name>
    <message>
        <source>%1 kHz</source>
        <translation>%1 kHz</translation>
    </message>
    <message>
        <source>%1 bit</source>
        <translation>%1 Bit</translation>
    </message>
    <message>
        <source>%1 fps</source>
        <translation>%1 B/s</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>Verkleinern (-)</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Vergrößern (+)</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Show everything (F)</source>
        <translation>Alles zeigen (F)</translation>
    </message>
    <message>
        <source>channel layout assumed</source>
        <translation>Kanalbelegung angenommen</translation>
    </message>
    <message>
        <source>opened from a report: no waveform</source>
        <translation>aus einem Bericht geöffnet: keine Wellenform</translation>
    </message>
</context>
<context>
    <name>assay::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>Waveforms, loudness, speech, true peak, correlation and findings over time. Plus and minus zoom, arrows move, F shows everything, N goes to the next finding.</source>
        <translation>Wellenformen, Lautheit, Sprache, True Peak, Korrelation und Befunde über der Zeit. Plus und Minus zoomen, Pfeile verschieben, F zeigt alles, N springt zum nächsten Befund.</translation>
    </message>
</context>
<context>
    <name>assay::VerdictBadge</name>
    <message>
        <source>Verdict: %1</source>
        <translation>Urteil: %1</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Judges audio deliveries.</source>
        <translation>Beurteilt Audiolieferungen.</translation>
    </message>
    <message>
        <source>Look: system, dark or light.</source>
        <translation>Aussehen: system, dark oder light.</translation>
    </message>
    <message>
        <source>Profile that judges.</source>
        <translation>Profil, das urteilt.</translation>
    </message>
    <message>
        <source>Files, delivery folders, or a stored report.</source>
        <translation>Dateien, Lieferordner oder ein gespeicherter Bericht.</translation>
    </message>
</context>
<context>
    <name>plots</name>
    <message>
        <source>target %1 to %2</source>
        <translation>Ziel %1 bis %2</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>dialogue %1</source>
        <translation>Dialog %1</translation>
    </message>
    <message>
        <source>integrated %1</source>
        <translation>integriert %1</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>Programme loudness</source>
        <translation>Programmlautheit</translation>
    </message>
    <message>
        <source>Ungated loudness</source>
        <translation>Lautheit ohne Gate</translation>
    </message>
    <message>
        <source>Highest momentary loudness</source>
        <translation>Höchste Momentanlautheit</translation>
    </message>
    <message>
        <source>Highest short-term loudness</source>
        <translation>Höchste Kurzzeitlautheit</translation>
    </message>
    <message>
        <source>Loudness range</source>
        <translation>Lautheitsbereich</translation>
    </message>
    <message>
        <source>Loudness range, low end</source>
        <translation>Lautheitsbereich, unteres Ende</translation>
    </message>
    <message>
        <source>Loudness range, high end</source>
        <translation>Lautheitsbereich, oberes Ende</translation>
    </message>
    <message>
        <source>Loudness by channel</source>
        <translation>Lautheit je Kanal</translation>
    </message>
    <message>
        <source>Dialogue loudness</source>
        <translation>Dialoglautheit</translation>
    </message>
    <message>
        <source>Share of dialogue</source>
        <translation>Dialoganteil</translation>
    </message>
    <message>
        <source>Loudness range of the dialogue</source>
        <translation>Lautheitsbereich des Dialogs</translation>
    </message>
    <message>
        <source>Programme above dialogue</source>
        <translation>Programm über Dialog</translation>
    </message>
    <message>
        <source>How dialogue was found</source>
        <translation>Wie Dialog gefunden wurde</translation>
    </message>
    <message>
        <source>Loudness of the dialogue stem</source>
        <translation>Lautheit des Dialog-Stems</translation>
    </message>
    <message>
        <source>Dialogue above the rest</source>
        <translation>Dialog über dem Übrigen</translation>
    </message>
    <message>
        <source>Speech detector</source>
        <translation>Spracherkenner</translation>
    </message>
    <message>
        <source>Dialogue loudness by the detector</source>
        <translation>Dialoglautheit nach dem Spracherkenner</translation>
    </message>
    <message>
        <source>Detector against stem</source>
        <translation>Spracherkenner gegen Stem</translation>
    </message>
    <message>
        <source>Confidence of the detector</source>
        <translation>Sicherheit des Spracherkenners</translation>
    </message>
    <message>
        <source>Largest short-term deviation</source>
        <translation>Größte Kurzzeitabweichung</translation>
    </message>
    <message>
        <source>Peak to loudness ratio</source>
        <translation>Verhältnis Spitze zu Lautheit</translation>
    </message>
    <message>
        <source>Smallest peak to short-term ratio</source>
        <translation>Kleinstes Verhältnis Spitze zu Kurzzeitlautheit</translation>
    </message>
    <message>
        <source>True peak</source>
        <translation>True Peak</translation>
    </message>
    <message>
        <source>Sample peak</source>
        <translation>Abtastspitzenwert</translation>
    </message>
    <message>
        <source>True peak after a codec, worst</source>
        <translation>True Peak nach Codec, höchster</translation>
    </message>
    <message>
        <source>True peak after AAC</source>
        <translation>True Peak nach AAC</translation>
    </message>
    <message>
        <source>True peak after MP3</source>
        <translation>True Peak nach MP3</translation>
    </message>
    <message>
        <source>True peak after Opus</source>
        <translation>True Peak nach Opus</translation>
    </message>
    <message>
        <source>True peak after Vorbis</source>
        <translation>True Peak nach Vorbis</translation>
    </message>
    <message>
        <source>True peak after AC-3, 448 kbit/s</source>
        <translation>True Peak nach AC-3, 448 kbit/s</translation>
    </message>
    <message>
        <source>True peak after AC-3, 640 kbit/s</source>
        <translation>True Peak nach AC-3, 640 kbit/s</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>Korrelation</translation>
    </message>
    <message>
        <source>Lowest correlation</source>
        <translation>Tiefste Korrelation</translation>
    </message>
    <message>
        <source>Negative correlation</source>
        <translation>Negative Korrelation</translation>
    </message>
    <message>
        <source>Inverted channels</source>
        <translation>Verpolte Kanäle</translation>
    </message>
    <message>
        <source>Polarity between channels</source>
        <translation>Polarität zwischen den Kanälen</translation>
    </message>
    <message>
        <source>Correlation of the bass</source>
        <translation>Korrelation im Bass</translation>
    </message>
    <message>
        <source>Side against mid in the bass</source>
        <translation>Seite gegen Mitte im Bass</translation>
    </message>
    <message>
        <source>Loudness as dual mono</source>
        <translation>Lautheit als Dual-Mono</translation>
    </message>
    <message>
        <source>Loudness as a mono file</source>
        <translation>Lautheit als Mono-Datei</translation>
    </message>
    <message>
        <source>Sudden level shifts</source>
        <translation>Plötzliche Pegelsprünge</translation>
    </message>
    <message>
        <source>Loss in mono by frequency</source>
        <translation>Verlust in Mono nach Frequenz</translation>
    </message>
    <message>
        <source>Frequencies that cancel in mono</source>
        <translation>Frequenzen, die sich in Mono auslöschen</translation>
    </message>
    <message>
        <source>Dialogue left in the M&amp;E</source>
        <translation>Dialogreste im M&amp;E</translation>
    </message>
    <message>
        <source>Speech heard in the M&amp;E</source>
        <translation>Sprache im M&amp;E gehört</translation>
    </message>
    <message>
        <source>Holes in the M&amp;E under dialogue</source>
        <translation>Löcher im M&amp;E unter Dialog</translation>
    </message>
    <message>
        <source>Audio data as before</source>
        <translation>Audiodaten wie zuvor</translation>
    </message>
    <message>
        <source>Places that were changed</source>
        <translation>Geänderte Stellen</translation>
    </message>
    <message>
        <source>Offset to the version before</source>
        <translation>Versatz zur Fassung davor</translation>
    </message>
    <message>
        <source>Gain to the version before</source>
        <translation>Pegel gegen die Fassung davor</translation>
    </message>
    <message>
        <source>Clock difference to the version before (ppm)</source>
        <translation>Taktabweichung von der Fassung davor (ppm)</translation>
    </message>
    <message>
        <source>Difference to the version before</source>
        <translation>Unterschied zur Fassung davor</translation>
    </message>
    <message>
        <source>Added at the start</source>
        <translation>Am Anfang hinzugekommen</translation>
    </message>
    <message>
        <source>Added at the end</source>
        <translation>Am Ende hinzugekommen</translation>
    </message>
    <message>
        <source>Left of the mix without its stems</source>
        <translation>Rest der Mischung ohne ihre Stems</translation>
    </message>
    <message>
        <source>Peak of what is left of the mix</source>
        <translation>Spitze des Rests der Mischung</translation>
    </message>
    <message>
        <source>Left of the mix, stems as delivered</source>
        <translation>Rest der Mischung, Stems wie geliefert</translation>
    </message>
    <message>
        <source>Gain of the stems in the mix</source>
        <translation>Pegel der Stems in der Mischung</translation>
    </message>
    <message>
        <source>Gain of the mix against its stems</source>
        <translation>Pegel der Mischung gegen ihre Stems</translation>
    </message>
    <message>
        <source>Offset of the stems</source>
        <translation>Versatz der Stems</translation>
    </message>
    <message>
        <source>Stems that do not fit the mix</source>
        <translation>Stems, die nicht zur Mischung passen</translation>
    </message>
    <message>
        <source>Places where the stems do not make the mix</source>
        <translation>Stellen, an denen die Stems nicht die Mischung ergeben</translation>
    </message>
    <message>
        <source>Places where the mix bus is limited</source>
        <translation>Stellen, an denen der Mischbus begrenzt ist</translation>
    </message>
    <message>
        <source>Sibilance</source>
        <translation>Zischlaute</translation>
    </message>
    <message>
        <source>Loss in mono</source>
        <translation>Verlust in Mono</translation>
    </message>
    <message>
        <source>Clipped samples</source>
        <translation>Übersteuerte Abtastwerte</translation>
    </message>
    <message>
        <source>Samples beyond full scale</source>
        <translation>Abtastwerte über Vollaussteuerung</translation>
    </message>
    <message>
        <source>Denormal samples</source>
        <translation>Denormale Abtastwerte</translation>
    </message>
    <message>
        <source>Fade-in</source>
        <translation>Einblendung</translation>
    </message>
    <message>
        <source>Shape of the fade-in</source>
        <translation>Form der Einblendung</translation>
    </message>
    <message>
        <source>Fade-out</source>
        <translation>Ausblendung</translation>
    </message>
    <message>
        <source>Shape of the fade-out</source>
        <translation>Form der Ausblendung</translation>
    </message>
    <message>
        <source>Level of the room tone</source>
        <translation>Pegel der Raumatmo</translation>
    </message>
    <message>
        <source>Spread of the room tone</source>
        <translation>Streuung der Raumatmo</translation>
    </message>
    <message>
        <source>Holes in the room tone</source>
        <translation>Löcher in der Raumatmo</translation>
    </message>
    <message>
        <source>Steady odd frequencies</source>
        <translation>Dauerhafte Störfrequenzen</translation>
    </message>
    <message>
        <source>Flat tops below full scale</source>
        <translation>Abgeschnittene Spitzen unter Vollaussteuerung</translation>
    </message>
    <message>
        <source>Netflix clipping 1: runs near full scale</source>
        <translation>Netflix-Übersteuerung 1: Folgen nahe Vollaussteuerung</translation>
    </message>
    <message>
        <source>Netflix clipping 2: runs at the highest level</source>
        <translation>Netflix-Übersteuerung 2: Folgen am höchsten Pegel</translation>
    </message>
    <message>
        <source>Netflix clipping 3: samples at full scale</source>
        <translation>Netflix-Übersteuerung 3: voll ausgesteuerte Abtastwerte</translation>
    </message>
    <message>
        <source>Netflix clipping 4: loudest samples over the rest</source>
        <translation>Netflix-Übersteuerung 4: lauteste Abtastwerte über dem Rest</translation>
    </message>
    <message>
        <source>Netflix clipping 5: surplus at the loudest level</source>
        <translation>Netflix-Übersteuerung 5: Überzahl am lautesten Pegel</translation>
    </message>
    <message>
        <source>Silent stretches</source>
        <translation>Stille Abschnitte</translation>
    </message>
    <message>
        <source>Dropouts</source>
        <translation>Aussetzer</translation>
    </message>
    <message>
        <source>Repeated blocks</source>
        <translation>Wiederholte Blöcke</translation>
    </message>
    <message>
        <source>Clicks</source>
        <translation>Knackser</translation>
    </message>
    <message>
        <source>Fingerprint of the sound</source>
        <translation>Fingerabdruck des Tons</translation>
    </message>
    <message>
        <source>Invalid samples</source>
        <translation>Ungültige Abtastwerte</translation>
    </message>
    <message>
        <source>DC offset</source>
        <translation>Gleichspannungsanteil</translation>
    </message>
    <message>
        <source>First sound</source>
        <translation>Erster Ton</translation>
    </message>
    <message>
        <source>Last sound</source>
        <translation>Letzter Ton</translation>
    </message>
    <message>
        <source>Silence at the head</source>
        <translation>Stille am Anfang</translation>
    </message>
    <message>
        <source>Silence at the tail</source>
        <translation>Stille am Ende</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Codec</source>
        <translation>Codec</translation>
    </message>
    <message>
        <source>Sample rate</source>
        <translation>Abtastrate</translation>
    </message>
    <message>
        <source>Bit depth</source>
        <translation>Wortbreite</translation>
    </message>
    <message>
        <source>Sample format</source>
        <translation>Abtastformat</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Kanalbelegung</translation>
    </message>
    <message>
        <source>Layout as the file says</source>
        <translation>Kanalbelegung laut Datei</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Length in frames</source>
        <translation>Länge in Abtastwerten</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>Dateigröße</translation>
    </message>
    <message>
        <source>Bit rate</source>
        <translation>Bitrate</translation>
    </message>
    <message>
        <source>Picture rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>Start timecode</source>
        <translation>Start-Timecode</translation>
    </message>
    <message>
        <source>Audio streams</source>
        <translation>Tonspuren</translation>
    </message>
    <message>
        <source>Faults in the file&apos;s structure</source>
        <translation>Fehler im Dateiaufbau</translation>
    </message>
    <message>
        <source>Parts in the wrong order</source>
        <translation>Teile in falscher Reihenfolge</translation>
    </message>
    <message>
        <source>Sizes that lie</source>
        <translation>Falsche Größenangaben</translation>
    </message>
    <message>
        <source>Missing pad bytes</source>
        <translation>Fehlende Füllbytes</translation>
    </message>
    <message>
        <source>Doubled parts</source>
        <translation>Doppelte Teile</translation>
    </message>
    <message>
        <source>Missing parts</source>
        <translation>Fehlende Teile</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>Abgeschnitten</translation>
    </message>
    <message>
        <source>Stray bytes</source>
        <translation>Herrenlose Bytes</translation>
    </message>
    <message>
        <source>Invalid chunk names</source>
        <translation>Ungültige Chunk-Namen</translation>
    </message>
    <message>
        <source>Broken chunk contents</source>
        <translation>Defekte Chunk-Inhalte</translation>
    </message>
    <message>
        <source>Wrong extension</source>
        <translation>Falsche Dateiendung</translation>
    </message>
    <message>
        <source>Parts of the file</source>
        <translation>Teile der Datei</translation>
    </message>
    <message>
        <source>ISRC</source>
        <translation>ISRC</translation>
    </message>
    <message>
        <source>ISRC well-formed</source>
        <translation>ISRC wohlgeformt</translation>
    </message>
    <message>
        <source>Where the ISRC stands</source>
        <translation>Fundort der ISRC</translation>
    </message>
    <message>
        <source>Contradictions in the metadata</source>
        <translation>Widersprüche in den Metadaten</translation>
    </message>
    <message>
        <source>Difference to the second opinion</source>
        <translation>Abweichung von der Zweitmessung</translation>
    </message>
    <message>
        <source>mix</source>
        <translation>Mischung</translation>
    </message>
    <message>
        <source>M&amp;E</source>
        <translation>IT-Fassung</translation>
    </message>
    <message>
        <source>dialogue stem</source>
        <translation>Dialog-Stem</translation>
    </message>
    <message>
        <source>music stem</source>
        <translation>Musik-Stem</translation>
    </message>
    <message>
        <source>effects stem</source>
        <translation>Effekt-Stem</translation>
    </message>
    <message>
        <source>stem</source>
        <translation>Stem</translation>
    </message>
    <message>
        <source>programme</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Fail</source>
        <translation>Durchgefallen</translation>
    </message>
    <message>
        <source>blocker</source>
        <translation>Blocker</translation>
    </message>
    <message>
        <source>issue</source>
        <translation>Mangel</translation>
    </message>
    <message>
        <source>FYI</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>nicht bestanden</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>not applicable</source>
        <translation>nicht anwendbar</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>declared by the file</source>
        <translation>von der Datei angegeben</translation>
    </message>
    <message>
        <source>from the file&apos;s metadata</source>
        <translation>aus den Metadaten der Datei</translation>
    </message>
    <message>
        <source>from the file names</source>
        <translation>aus den Dateinamen</translation>
    </message>
    <message>
        <source>from the profile</source>
        <translation>aus dem Profil</translation>
    </message>
    <message>
        <source>set by a person</source>
        <translation>von Hand gesetzt</translation>
    </message>
    <message>
        <source>assumed: the file does not say it</source>
        <translation>angenommen: die Datei sagt es nicht</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>byte %1</source>
        <translation>Byte %1</translation>
    </message>
    <message>
        <source>%1-bit</source>
        <translation>%1 Bit</translation>
    </message>
    <message>
        <source>starts %1</source>
        <translation>beginnt %1</translation>
    </message>
    <message>
        <source>BWF date well-formed</source>
        <translation>BWF-Datum wohlgeformt</translation>
    </message>
    <message>
        <source>BWF time well-formed</source>
        <translation>BWF-Uhrzeit wohlgeformt</translation>
    </message>
    <message>
        <source>BWF originator reference by EBU R 99</source>
        <translation>BWF-Urheberkennung nach EBU R 99</translation>
    </message>
    <message>
        <source>BWF UMID well-formed</source>
        <translation>BWF-UMID wohlgeformt</translation>
    </message>
    <message>
        <source>BWF coding history by EBU R 98</source>
        <translation>BWF-Codierverlauf nach EBU R 98</translation>
    </message>
    <message>
        <source>BWF reserved bytes are zero</source>
        <translation>Reservierte BWF-Bytes sind null</translation>
    </message>
    <message>
        <source>iXML version</source>
        <translation>iXML-Version</translation>
    </message>
    <message>
        <source>iXML take type</source>
        <translation>iXML-Art des Takes</translation>
    </message>
    <message>
        <source>iXML circled take</source>
        <translation>iXML-Kopierer</translation>
    </message>
    <message>
        <source>iXML no good take</source>
        <translation>iXML-Take unbrauchbar</translation>
    </message>
    <message>
        <source>iXML false start</source>
        <translation>iXML-Fehlstart</translation>
    </message>
    <message>
        <source>iXML wild track</source>
        <translation>iXML-Nur-Ton</translation>
    </message>
    <message>
        <source>iXML file identifier</source>
        <translation>iXML-Kennung der Datei</translation>
    </message>
    <message>
        <source>iXML user text</source>
        <translation>iXML-Benutzertext</translation>
    </message>
    <message>
        <source>iXML location</source>
        <translation>iXML-Drehort</translation>
    </message>
    <message>
        <source>iXML master speed</source>
        <translation>iXML-Zielgeschwindigkeit</translation>
    </message>
    <message>
        <source>iXML current speed</source>
        <translation>iXML-Aufnahmegeschwindigkeit</translation>
    </message>
    <message>
        <source>iXML drop-frame flag</source>
        <translation>iXML-Drop-Frame-Kennzeichen</translation>
    </message>
    <message>
        <source>Sample rate as iXML says</source>
        <translation>Abtastrate laut iXML</translation>
    </message>
    <message>
        <source>Bit depth as iXML says</source>
        <translation>Bittiefe laut iXML</translation>
    </message>
    <message>
        <source>Sample rate of the converter as iXML says</source>
        <translation>Abtastrate des Wandlers laut iXML</translation>
    </message>
    <message>
        <source>Sample rate of the time stamp as iXML says</source>
        <translation>Abtastrate des Zeitstempels laut iXML</translation>
    </message>
    <message>
        <source>BWF time reference as iXML says</source>
        <translation>BWF-Zeitreferenz laut iXML</translation>
    </message>
    <message>
        <source>iXML original file name</source>
        <translation>iXML-Originaldateiname</translation>
    </message>
    <message>
        <source>iXML parent file name</source>
        <translation>iXML-Name der Ausgangsdatei</translation>
    </message>
    <message>
        <source>iXML parent file identifier</source>
        <translation>iXML-Kennung der Ausgangsdatei</translation>
    </message>
    <message>
        <source>iXML files of the set</source>
        <translation>iXML-Dateien im Satz</translation>
    </message>
    <message>
        <source>iXML set identifier</source>
        <translation>iXML-Kennung des Satzes</translation>
    </message>
    <message>
        <source>iXML set name</source>
        <translation>iXML-Name des Satzes</translation>
    </message>
    <message>
        <source>iXML place in the set</source>
        <translation>iXML-Platz im Satz</translation>
    </message>
    <message>
        <source>Tracks as iXML says</source>
        <translation>Spuren laut iXML</translation>
    </message>
    <message>
        <source>iXML track functions</source>
        <translation>iXML-Spurfunktionen</translation>
    </message>
    <message>
        <source>iXML sync points</source>
        <translation>iXML-Synchronpunkte</translation>
    </message>
    <message>
        <source>iXML attributes of Steinberg</source>
        <translation>iXML-Attribute von Steinberg</translation>
    </message>
    <message>
        <source>Cart version</source>
        <translation>Cart-Version</translation>
    </message>
    <message>
        <source>Cart title</source>
        <translation>Cart-Titel</translation>
    </message>
    <message>
        <source>Cart artist</source>
        <translation>Cart-Interpret</translation>
    </message>
    <message>
        <source>Cart cut number</source>
        <translation>Cart-Schnittnummer</translation>
    </message>
    <message>
        <source>Cart client</source>
        <translation>Cart-Kunde</translation>
    </message>
    <message>
        <source>Cart category</source>
        <translation>Cart-Kategorie</translation>
    </message>
    <message>
        <source>Cart classification</source>
        <translation>Cart-Klassifikation</translation>
    </message>
    <message>
        <source>Cart out cue</source>
        <translation>Cart-Schlussworte</translation>
    </message>
    <message>
        <source>Cart start date</source>
        <translation>Cart-Anfangsdatum</translation>
    </message>
    <message>
        <source>Cart start time</source>
        <translation>Cart-Anfangszeit</translation>
    </message>
    <message>
        <source>Cart end date</source>
        <translation>Cart-Enddatum</translation>
    </message>
    <message>
        <source>Cart end time</source>
        <translation>Cart-Endzeit</translation>
    </message>
    <message>
        <source>Cart program</source>
        <translation>Cart-Programm</translation>
    </message>
    <message>
        <source>Cart program version</source>
        <translation>Cart-Programmversion</translation>
    </message>
    <message>
        <source>Cart user text</source>
        <translation>Cart-Benutzertext</translation>
    </message>
    <message>
        <source>Cart level reference</source>
        <translation>Cart-Bezugspegel</translation>
    </message>
    <message>
        <source>Cart timers</source>
        <translation>Cart-Zeitmarken</translation>
    </message>
    <message>
        <source>Cart web address</source>
        <translation>Cart-Webadresse</translation>
    </message>
    <message>
        <source>Cart free text</source>
        <translation>Cart-Freitext</translation>
    </message>
    <message>
        <source>ADM edition</source>
        <translation>Ausgabe des ADM</translation>
    </message>
    <message>
        <source>ADM namespace</source>
        <translation>Namensraum des ADM</translation>
    </message>
    <message>
        <source>ADM profile</source>
        <translation>ADM-Profil</translation>
    </message>
    <message>
        <source>ADM programmes</source>
        <translation>ADM-Programme</translation>
    </message>
    <message>
        <source>ADM contents</source>
        <translation>ADM-Inhalte</translation>
    </message>
    <message>
        <source>Names of the ADM contents</source>
        <translation>Namen der ADM-Inhalte</translation>
    </message>
    <message>
        <source>ADM objects</source>
        <translation>ADM-Objekte</translation>
    </message>
    <message>
        <source>ADM pack formats</source>
        <translation>ADM-Kanalpakete</translation>
    </message>
    <message>
        <source>Number of ADM programmes</source>
        <translation>Anzahl der ADM-Programme</translation>
    </message>
    <message>
        <source>Number of ADM contents</source>
        <translation>Anzahl der ADM-Inhalte</translation>
    </message>
    <message>
        <source>Number of ADM objects</source>
        <translation>Anzahl der ADM-Objekte</translation>
    </message>
    <message>
        <source>Number of ADM pack formats</source>
        <translation>Anzahl der ADM-Kanalpakete</translation>
    </message>
    <message>
        <source>Number of ADM channel formats</source>
        <translation>Anzahl der ADM-Kanalformate</translation>
    </message>
    <message>
        <source>Number of ADM blocks</source>
        <translation>Anzahl der ADM-Blöcke</translation>
    </message>
    <message>
        <source>Number of ADM track UIDs</source>
        <translation>Anzahl der ADM-Spurkennungen</translation>
    </message>
    <message>
        <source>ADM types</source>
        <translation>ADM-Typen</translation>
    </message>
    <message>
        <source>ADM beds</source>
        <translation>ADM-Betten</translation>
    </message>
    <message>
        <source>ADM dialogue kinds</source>
        <translation>ADM-Dialogarten</translation>
    </message>
    <message>
        <source>ADM languages</source>
        <translation>ADM-Sprachen</translation>
    </message>
    <message>
        <source>Start of the ADM programme</source>
        <translation>Beginn des ADM-Programms</translation>
    </message>
    <message>
        <source>Length of the ADM programme</source>
        <translation>Länge des ADM-Programms</translation>
    </message>
    <message>
        <source>ADM integrated loudness</source>
        <translation>ADM: Programmlautheit</translation>
    </message>
    <message>
        <source>ADM loudness range</source>
        <translation>ADM: Lautheitsumfang</translation>
    </message>
    <message>
        <source>ADM maximum true peak</source>
        <translation>ADM: höchster True Peak</translation>
    </message>
    <message>
        <source>ADM highest momentary loudness</source>
        <translation>ADM: höchste Momentanlautheit</translation>
    </message>
    <message>
        <source>ADM highest short-term loudness</source>
        <translation>ADM: höchste Kurzzeitlautheit</translation>
    </message>
    <message>
        <source>ADM dialogue loudness</source>
        <translation>ADM: Dialoglautheit</translation>
    </message>
    <message>
        <source>ADM loudness method</source>
        <translation>ADM: Verfahren der Lautheit</translation>
    </message>
    <message>
        <source>Dangling ADM references</source>
        <translation>ADM-Verweise ins Leere</translation>
    </message>
    <message>
        <source>Doubled ADM ids</source>
        <translation>Doppelte ADM-Kennungen</translation>
    </message>
    <message>
        <source>Unused ADM elements</source>
        <translation>Unbenutzte ADM-Elemente</translation>
    </message>
    <message>
        <source>Contradictions in the ADM</source>
        <translation>Widersprüche im ADM</translation>
    </message>
    <message>
        <source>Version of the Dolby metadata</source>
        <translation>Version der Dolby-Metadaten</translation>
    </message>
    <message>
        <source>Check sums of the Dolby metadata</source>
        <translation>Prüfsummen der Dolby-Metadaten</translation>
    </message>
    <message>
        <source>Program that made the Atmos master</source>
        <translation>Programm des Atmos-Masters</translation>
    </message>
    <message>
        <source>Dialogue level for a Dolby encoder</source>
        <translation>Dialogpegel für einen Dolby-Encoder</translation>
    </message>
    <message>
        <source>Channels for a Dolby encoder</source>
        <translation>Kanäle für einen Dolby-Encoder</translation>
    </message>
    <message>
        <source>Service for a Dolby encoder</source>
        <translation>Dienst für einen Dolby-Encoder</translation>
    </message>
    <message>
        <source>Downmix for a Dolby encoder</source>
        <translation>Downmix für einen Dolby-Encoder</translation>
    </message>
    <message>
        <source>Line compression for a Dolby encoder</source>
        <translation>Line-Kompression für einen Dolby-Encoder</translation>
    </message>
    <message>
        <source>RF compression for a Dolby encoder</source>
        <translation>RF-Kompression für einen Dolby-Encoder</translation>
    </message>
    <message>
        <source>Last processed by</source>
        <translation>Zuletzt bearbeitet von</translation>
    </message>
    <message>
        <source>Atmos tracks</source>
        <translation>Atmos-Spuren</translation>
    </message>
    <message>
        <source>Atmos frame rate</source>
        <translation>Atmos-Bildrate</translation>
    </message>
    <message>
        <source>First frame of action set</source>
        <translation>Erstes Bild der Handlung gesetzt</translation>
    </message>
    <message>
        <source>First frame of action</source>
        <translation>Erstes Bild der Handlung</translation>
    </message>
    <message>
        <source>Atmos downmix to 5.1</source>
        <translation>Atmos-Downmix auf 5.1</translation>
    </message>
    <message>
        <source>Atmos downmix to stereo</source>
        <translation>Atmos-Downmix auf Stereo</translation>
    </message>
    <message>
        <source>Atmos trims</source>
        <translation>Atmos-Trims</translation>
    </message>
    <message>
        <source>Automatic Atmos trims</source>
        <translation>Automatische Atmos-Trims</translation>
    </message>
    <message>
        <source>Largest Atmos trim</source>
        <translation>Größter Atmos-Trim</translation>
    </message>
    <message>
        <source>Binaural render modes</source>
        <translation>Binaurale Wiedergabearten</translation>
    </message>
    <message>
        <source>Common binaural render mode</source>
        <translation>Gemeinsame binaurale Wiedergabeart</translation>
    </message>
    <message>
        <source>Tracks without binaural render mode</source>
        <translation>Spuren ohne binaurale Wiedergabeart</translation>
    </message>
    <message>
        <source>Dolby Atmos master</source>
        <translation>Dolby-Atmos-Master</translation>
    </message>
    <message>
        <source>Violations of the Atmos master profile</source>
        <translation>Verstöße gegen das Atmos-Master-Profil</translation>
    </message>
    <message>
        <source>Atmos violations: programme</source>
        <translation>Atmos-Verstöße: Programm</translation>
    </message>
    <message>
        <source>Atmos violations: contents</source>
        <translation>Atmos-Verstöße: Inhalte</translation>
    </message>
    <message>
        <source>Atmos violations: objects</source>
        <translation>Atmos-Verstöße: Objekte</translation>
    </message>
    <message>
        <source>Atmos violations: packs</source>
        <translation>Atmos-Verstöße: Kanalpakete</translation>
    </message>
    <message>
        <source>Atmos violations: beds</source>
        <translation>Atmos-Verstöße: Betten</translation>
    </message>
    <message>
        <source>Atmos violations: movement</source>
        <translation>Atmos-Verstöße: Bewegung</translation>
    </message>
    <message>
        <source>Atmos violations: formats</source>
        <translation>Atmos-Verstöße: Formate</translation>
    </message>
    <message>
        <source>Atmos violations: tracks</source>
        <translation>Atmos-Verstöße: Spuren</translation>
    </message>
    <message>
        <source>Broken rules of the Atmos master profile</source>
        <translation>Verletzte Regeln des Atmos-Master-Profils</translation>
    </message>
    <message>
        <source>Layout of the Atmos beds</source>
        <translation>Layout der Atmos-Betten</translation>
    </message>
    <message>
        <source>Atmos beds</source>
        <translation>Atmos-Betten</translation>
    </message>
    <message>
        <source>Atmos objects</source>
        <translation>Atmos-Objekte</translation>
    </message>
    <message>
        <source>Bed of the ADM</source>
        <translation>Bett des ADM</translation>
    </message>
    <message>
        <source>Loudness of the 5.1 re-render (estimate)</source>
        <translation>Lautheit des 5.1-Re-Renders (Schätzung)</translation>
    </message>
    <message>
        <source>True peak of the 5.1 re-render (estimate)</source>
        <translation>True Peak des 5.1-Re-Renders (Schätzung)</translation>
    </message>
    <message>
        <source>Loudness of the stereo re-render (estimate)</source>
        <translation>Lautheit des Stereo-Re-Renders (Schätzung)</translation>
    </message>
    <message>
        <source>True peak of the stereo re-render (estimate)</source>
        <translation>True Peak des Stereo-Re-Renders (Schätzung)</translation>
    </message>
    <message>
        <source>Renderer of the estimate</source>
        <translation>Renderer der Schätzung</translation>
    </message>
    <message>
        <source>Empty Atmos objects</source>
        <translation>Leere Atmos-Objekte</translation>
    </message>
    <message>
        <source>Length of the Atmos programme</source>
        <translation>Länge des Atmos-Programms</translation>
    </message>
    <message>
        <source>Markers</source>
        <translation>Marker</translation>
    </message>
    <message>
        <source>Marker names</source>
        <translation>Markernamen</translation>
    </message>
    <message>
        <source>Loops</source>
        <translation>Schleifen</translation>
    </message>
    <message>
        <source>Size of the axml chunk</source>
        <translation>Größe des axml-Chunks</translation>
    </message>
    <message>
        <source>Contents of the axml chunk</source>
        <translation>Inhalt des axml-Chunks</translation>
    </message>
    <message>
        <source>Tracks in the chna chunk</source>
        <translation>Spuren im chna-Chunk</translation>
    </message>
    <message>
        <source>Track UIDs in the chna chunk</source>
        <translation>Spur-UIDs im chna-Chunk</translation>
    </message>
    <message>
        <source>Highest track in the chna chunk</source>
        <translation>Höchste Spur im chna-Chunk</translation>
    </message>
    <message>
        <source>Size of the Dolby metadata</source>
        <translation>Größe der Dolby-Metadaten</translation>
    </message>
    <message>
        <source>Segments of the Dolby metadata</source>
        <translation>Abschnitte der Dolby-Metadaten</translation>
    </message>
    <message>
        <source>Size of the XMP packet</source>
        <translation>Größe des XMP-Pakets</translation>
    </message>
    <message>
        <source>INFO track</source>
        <translation>INFO-Titelnummer</translation>
    </message>
    <message>
        <source>INFO keywords</source>
        <translation>INFO-Stichwörter</translation>
    </message>
    <message>
        <source>INFO subject</source>
        <translation>INFO-Thema</translation>
    </message>
    <message>
        <source>INFO source</source>
        <translation>INFO-Quelle</translation>
    </message>
    <message>
        <source>INFO medium</source>
        <translation>INFO-Medium</translation>
    </message>
    <message>
        <source>INFO technician</source>
        <translation>INFO-Techniker</translation>
    </message>
    <message>
        <source>INFO archive</source>
        <translation>INFO-Archiv</translation>
    </message>
    <message>
        <source>INFO commissioned by</source>
        <translation>INFO-Auftraggeber</translation>
    </message>
    <message>
        <source>INFO timecode</source>
        <translation>INFO-Timecode</translation>
    </message>
    <message>
        <source>INFO date and time of digitising</source>
        <translation>INFO-Zeitpunkt der Digitalisierung</translation>
    </message>
    <message>
        <source>ID3 title</source>
        <translation>ID3-Titel</translation>
    </message>
    <message>
        <source>ID3 artist</source>
        <translation>ID3-Interpret</translation>
    </message>
    <message>
        <source>ID3 album</source>
        <translation>ID3-Album</translation>
    </message>
    <message>
        <source>ID3 album artist</source>
        <translation>ID3-Albuminterpret</translation>
    </message>
    <message>
        <source>ID3 track</source>
        <translation>ID3-Titelnummer</translation>
    </message>
    <message>
        <source>ID3 disc</source>
        <translation>ID3-CD-Nummer</translation>
    </message>
    <message>
        <source>ID3 date</source>
        <translation>ID3-Datum</translation>
    </message>
    <message>
        <source>ID3 genre</source>
        <translation>ID3-Genre</translation>
    </message>
    <message>
        <source>ID3 composer</source>
        <translation>ID3-Komponist</translation>
    </message>
    <message>
        <source>ID3 comment</source>
        <translation>ID3-Kommentar</translation>
    </message>
    <message>
        <source>ID3 copyright</source>
        <translation>ID3-Copyright</translation>
    </message>
    <message>
        <source>ID3 publisher</source>
        <translation>ID3-Verlag</translation>
    </message>
    <message>
        <source>ID3 encoder</source>
        <translation>ID3-Encoder</translation>
    </message>
    <message>
        <source>Vorbis title</source>
        <translation>Vorbis-Titel</translation>
    </message>
    <message>
        <source>Vorbis artist</source>
        <translation>Vorbis-Interpret</translation>
    </message>
    <message>
        <source>Vorbis album</source>
        <translation>Vorbis-Album</translation>
    </message>
    <message>
        <source>Vorbis album artist</source>
        <translation>Vorbis-Albuminterpret</translation>
    </message>
    <message>
        <source>Vorbis track</source>
        <translation>Vorbis-Titelnummer</translation>
    </message>
    <message>
        <source>Vorbis disc</source>
        <translation>Vorbis-CD-Nummer</translation>
    </message>
    <message>
        <source>Vorbis date</source>
        <translation>Vorbis-Datum</translation>
    </message>
    <message>
        <source>Vorbis genre</source>
        <translation>Vorbis-Genre</translation>
    </message>
    <message>
        <source>Vorbis composer</source>
        <translation>Vorbis-Komponist</translation>
    </message>
    <message>
        <source>Vorbis comment</source>
        <translation>Vorbis-Kommentar</translation>
    </message>
    <message>
        <source>Vorbis copyright</source>
        <translation>Vorbis-Copyright</translation>
    </message>
    <message>
        <source>Vorbis publisher</source>
        <translation>Vorbis-Verlag</translation>
    </message>
    <message>
        <source>Vorbis encoder</source>
        <translation>Vorbis-Encoder</translation>
    </message>
    <message>
        <source>MP4 title</source>
        <translation>MP4-Titel</translation>
    </message>
    <message>
        <source>MP4 artist</source>
        <translation>MP4-Interpret</translation>
    </message>
    <message>
        <source>MP4 album</source>
        <translation>MP4-Album</translation>
    </message>
    <message>
        <source>MP4 album artist</source>
        <translation>MP4-Albuminterpret</translation>
    </message>
    <message>
        <source>MP4 track</source>
        <translation>MP4-Titelnummer</translation>
    </message>
    <message>
        <source>MP4 disc</source>
        <translation>MP4-CD-Nummer</translation>
    </message>
    <message>
        <source>MP4 date</source>
        <translation>MP4-Datum</translation>
    </message>
    <message>
        <source>MP4 genre</source>
        <translation>MP4-Genre</translation>
    </message>
    <message>
        <source>MP4 composer</source>
        <translation>MP4-Komponist</translation>
    </message>
    <message>
        <source>MP4 comment</source>
        <translation>MP4-Kommentar</translation>
    </message>
    <message>
        <source>MP4 copyright</source>
        <translation>MP4-Copyright</translation>
    </message>
    <message>
        <source>MP4 publisher</source>
        <translation>MP4-Verlag</translation>
    </message>
    <message>
        <source>MP4 encoder</source>
        <translation>MP4-Encoder</translation>
    </message>
    <message>
        <source>APE title</source>
        <translation>APE-Titel</translation>
    </message>
    <message>
        <source>APE artist</source>
        <translation>APE-Interpret</translation>
    </message>
    <message>
        <source>APE album</source>
        <translation>APE-Album</translation>
    </message>
    <message>
        <source>APE album artist</source>
        <translation>APE-Albuminterpret</translation>
    </message>
    <message>
        <source>APE track</source>
        <translation>APE-Titelnummer</translation>
    </message>
    <message>
        <source>APE disc</source>
        <translation>APE-CD-Nummer</translation>
    </message>
    <message>
        <source>APE date</source>
        <translation>APE-Datum</translation>
    </message>
    <message>
        <source>APE genre</source>
        <translation>APE-Genre</translation>
    </message>
    <message>
        <source>APE composer</source>
        <translation>APE-Komponist</translation>
    </message>
    <message>
        <source>APE comment</source>
        <translation>APE-Kommentar</translation>
    </message>
    <message>
        <source>APE copyright</source>
        <translation>APE-Copyright</translation>
    </message>
    <message>
        <source>APE publisher</source>
        <translation>APE-Verlag</translation>
    </message>
    <message>
        <source>APE encoder</source>
        <translation>APE-Encoder</translation>
    </message>
    <message>
        <source>ID3 version</source>
        <translation>ID3-Version</translation>
    </message>
    <message>
        <source>ISRCs of all places agree</source>
        <translation>ISRCs aller Stellen stimmen überein</translation>
    </message>
    <message>
        <source>ISRC by place</source>
        <translation>ISRC nach Stelle</translation>
    </message>
    <message>
        <source>UPC or EAN</source>
        <translation>UPC oder EAN</translation>
    </message>
    <message>
        <source>UPC or EAN check digit</source>
        <translation>Prüfziffer von UPC oder EAN</translation>
    </message>
    <message>
        <source>Where the UPC or EAN stands</source>
        <translation>Wo UPC oder EAN steht</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Track name</source>
        <translation>Spurname</translation>
    </message>
    <message>
        <source>Dialogue level as the stream says</source>
        <translation>Dialogpegel laut Datenstrom</translation>
    </message>
    <message>
        <source>Dolby coding mode</source>
        <translation>Dolby-Kanalmodus</translation>
    </message>
    <message>
        <source>Dolby bit stream version</source>
        <translation>Dolby-Datenstromversion</translation>
    </message>
    <message>
        <source>Dolby kind of service</source>
        <translation>Dolby-Dienstart</translation>
    </message>
    <message>
        <source>Dolby Surround flag</source>
        <translation>Dolby-Surround-Kennzeichen</translation>
    </message>
    <message>
        <source>Preferred downmix</source>
        <translation>Bevorzugter Downmix</translation>
    </message>
    <message>
        <source>Lo/Ro level of the centre</source>
        <translation>Lo/Ro-Pegel der Mitte</translation>
    </message>
    <message>
        <source>Lo/Ro level of the surrounds</source>
        <translation>Lo/Ro-Pegel der Surroundkanäle</translation>
    </message>
    <message>
        <source>Lt/Rt level of the centre</source>
        <translation>Lt/Rt-Pegel der Mitte</translation>
    </message>
    <message>
        <source>Lt/Rt level of the surrounds</source>
        <translation>Lt/Rt-Pegel der Surroundkanäle</translation>
    </message>
    <message>
        <source>Picture codec</source>
        <translation>Bildcodec</translation>
    </message>
    <message>
        <source>Picture width</source>
        <translation>Bildbreite</translation>
    </message>
    <message>
        <source>Picture height</source>
        <translation>Bildhöhe</translation>
    </message>
    <message>
        <source>Rate of the picture</source>
        <translation>Bildrate des Bildes</translation>
    </message>
    <message>
        <source>Pixel format</source>
        <translation>Pixelformat</translation>
    </message>
    <message>
        <source>Alpha channel</source>
        <translation>Alphakanal</translation>
    </message>
    <message>
        <source>Colour primaries</source>
        <translation>Farbprimärvalenzen</translation>
    </message>
    <message>
        <source>Colour transfer</source>
        <translation>Farbübertragung</translation>
    </message>
    <message>
        <source>Colour matrix</source>
        <translation>Farbmatrix</translation>
    </message>
    <message>
        <source>Colour range</source>
        <translation>Farbwertebereich</translation>
    </message>
    <message>
        <source>Aspect ratio</source>
        <translation>Seitenverhältnis</translation>
    </message>
    <message>
        <source>Field order</source>
        <translation>Halbbildfolge</translation>
    </message>
    <message>
        <source>Length of the picture</source>
        <translation>Länge des Bildes</translation>
    </message>
    <message>
        <source>Picture longer than sound</source>
        <translation>Bild länger als Ton</translation>
    </message>
    <message>
        <source>Picture streams</source>
        <translation>Bildspuren</translation>
    </message>
    <message>
        <source>Objects in the Dolby stream</source>
        <translation>Objekte im Dolby-Strom</translation>
    </message>
    <message>
        <source>Sound that is not rendered</source>
        <translation>Nicht gerenderter Ton</translation>
    </message>
    <message>
        <source>MXF labels by group</source>
        <translation>MXF-Kennungen nach Gruppen</translation>
    </message>
    <message>
        <source>MXF content</source>
        <translation>MXF-Inhalt</translation>
    </message>
    <message>
        <source>MXF use class</source>
        <translation>MXF-Verwendungsklasse</translation>
    </message>
    <message>
        <source>MXF ADM programmes</source>
        <translation>ADM-Programme in MXF</translation>
    </message>
    <message>
        <source>FLAC smallest block</source>
        <translation>Kleinster FLAC-Block</translation>
    </message>
    <message>
        <source>FLAC largest block</source>
        <translation>Größter FLAC-Block</translation>
    </message>
    <message>
        <source>FLAC smallest frame</source>
        <translation>Kleinster FLAC-Frame</translation>
    </message>
    <message>
        <source>FLAC largest frame</source>
        <translation>Größter FLAC-Frame</translation>
    </message>
    <message>
        <source>FLAC samples as stated</source>
        <translation>FLAC-Samples laut Angabe</translation>
    </message>
    <message>
        <source>FLAC MD5 as stated</source>
        <translation>FLAC-MD5 laut Angabe</translation>
    </message>
    <message>
        <source>Sound as its check sum says</source>
        <translation>Ton wie laut Prüfsumme</translation>
    </message>
    <message>
        <source>MXF channel labels</source>
        <translation>MXF-Kanalkennungen</translation>
    </message>
    <message>
        <source>MXF soundfields</source>
        <translation>MXF-Klangfelder</translation>
    </message>
    <message>
        <source>MXF groups of soundfields</source>
        <translation>MXF-Klangfeldgruppen</translation>
    </message>
    <message>
        <source>MXF spoken languages</source>
        <translation>MXF-Sprachen</translation>
    </message>
    <message>
        <source>MXF content kind</source>
        <translation>MXF-Inhaltsart</translation>
    </message>
    <message>
        <source>MXF element kind</source>
        <translation>MXF-Elementart</translation>
    </message>
    <message>
        <source>MXF title</source>
        <translation>MXF-Titel</translation>
    </message>
    <message>
        <source>MXF title version</source>
        <translation>MXF-Titelfassung</translation>
    </message>
    <message>
        <source>MXF episode</source>
        <translation>MXF-Episode</translation>
    </message>
    <message>
        <source>Layout the set was meant to be</source>
        <translation>Gemeintes Layout des Satzes</translation>
    </message>
    <message>
        <source>Wrong or missing legs</source>
        <translation>Falsche oder fehlende Kanäle</translation>
    </message>
    <message>
        <source>Missing deliverables</source>
        <translation>Fehlende Teile der Lieferung</translation>
    </message>
    <message>
        <source>Unexpected files</source>
        <translation>Unerwartete Dateien</translation>
    </message>
    <message>
        <source>Number of programmes</source>
        <translation>Anzahl der Programme</translation>
    </message>
    <message>
        <source>Length of all programmes</source>
        <translation>Länge aller Programme</translation>
    </message>
    <message>
        <source>Difference in length</source>
        <translation>Unterschied in der Länge</translation>
    </message>
    <message>
        <source>Difference in start</source>
        <translation>Unterschied im Beginn</translation>
    </message>
    <message>
        <source>Differences in format</source>
        <translation>Unterschiede im Format</translation>
    </message>
    <message>
        <source>Differences in layout</source>
        <translation>Unterschiede im Layout</translation>
    </message>
    <message>
        <source>Difference in loudness</source>
        <translation>Unterschied in der Lautheit</translation>
    </message>
    <message>
        <source>Difference in loudness range</source>
        <translation>Unterschied im Lautheitsumfang</translation>
    </message>
    <message>
        <source>Difference in dialogue loudness</source>
        <translation>Unterschied in der Dialoglautheit</translation>
    </message>
    <message>
        <source>Difference in silence at the head</source>
        <translation>Unterschied in der Stille am Anfang</translation>
    </message>
    <message>
        <source>Difference in silence at the tail</source>
        <translation>Unterschied in der Stille am Ende</translation>
    </message>
    <message>
        <source>ISRCs used more than once</source>
        <translation>Mehrfach vergebene ISRCs</translation>
    </message>
    <message>
        <source>Faults in file names</source>
        <translation>Fehler in Dateinamen</translation>
    </message>
    <message>
        <source>False statements in file names</source>
        <translation>Falsche Angaben in Dateinamen</translation>
    </message>
    <message>
        <source>Project in the name</source>
        <translation>Projekt im Namen</translation>
    </message>
    <message>
        <source>Title in the name</source>
        <translation>Titel im Namen</translation>
    </message>
    <message>
        <source>Asset in the name</source>
        <translation>Asset im Namen</translation>
    </message>
    <message>
        <source>Episode or reel in the name</source>
        <translation>Folge oder Rolle im Namen</translation>
    </message>
    <message>
        <source>Side in the name</source>
        <translation>Seite im Namen</translation>
    </message>
    <message>
        <source>Number in the name</source>
        <translation>Nummer im Namen</translation>
    </message>
    <message>
        <source>Version in the name</source>
        <translation>Fassung im Namen</translation>
    </message>
    <message>
        <source>Date in the name</source>
        <translation>Datum im Namen</translation>
    </message>
    <message>
        <source>Type in the name</source>
        <translation>Art im Namen</translation>
    </message>
    <message>
        <source>Soundfield in the name</source>
        <translation>Klangfeld im Namen</translation>
    </message>
    <message>
        <source>Channels in the name</source>
        <translation>Kanalzahl im Namen</translation>
    </message>
    <message>
        <source>Coding in the name</source>
        <translation>Codierung im Namen</translation>
    </message>
    <message>
        <source>Language in the name</source>
        <translation>Sprache im Namen</translation>
    </message>
    <message>
        <source>Sample rate in the name</source>
        <translation>Abtastrate im Namen</translation>
    </message>
    <message>
        <source>Bit depth in the name</source>
        <translation>Bittiefe im Namen</translation>
    </message>
    <message>
        <source>Picture rate in the name</source>
        <translation>Bildrate im Namen</translation>
    </message>
    <message>
        <source>Channel in the name</source>
        <translation>Kanal im Namen</translation>
    </message>
    <message>
        <source>Services in the name</source>
        <translation>Dienste im Namen</translation>
    </message>
    <message>
        <source>Fallback soundfield in the name</source>
        <translation>Ersatz-Klangfeld im Namen</translation>
    </message>
    <message>
        <source>Other words in the name</source>
        <translation>Weitere Wörter im Namen</translation>
    </message>
    <message>
        <source>BWF coding history</source>
        <translation>BWF-Codierverlauf</translation>
    </message>
    <message>
        <source>BWF description</source>
        <translation>BWF-Beschreibung</translation>
    </message>
    <message>
        <source>Loudness range as BWF says</source>
        <translation>Lautheitsbereich laut BWF</translation>
    </message>
    <message>
        <source>Loudness as BWF says</source>
        <translation>Lautheit laut BWF</translation>
    </message>
    <message>
        <source>Momentary maximum as BWF says</source>
        <translation>Momentaner Höchstwert laut BWF</translation>
    </message>
    <message>
        <source>Short-term maximum as BWF says</source>
        <translation>Kurzzeit-Höchstwert laut BWF</translation>
    </message>
    <message>
        <source>True peak as BWF says</source>
        <translation>True Peak laut BWF</translation>
    </message>
    <message>
        <source>BWF date</source>
        <translation>BWF-Datum</translation>
    </message>
    <message>
        <source>BWF time</source>
        <translation>BWF-Uhrzeit</translation>
    </message>
    <message>
        <source>BWF originator</source>
        <translation>BWF-Urheber</translation>
    </message>
    <message>
        <source>BWF originator reference</source>
        <translation>BWF-Urheberzeichen</translation>
    </message>
    <message>
        <source>BWF time reference</source>
        <translation>BWF-Zeitbezug</translation>
    </message>
    <message>
        <source>BWF UMID</source>
        <translation>BWF-UMID</translation>
    </message>
    <message>
        <source>BWF version</source>
        <translation>BWF-Version</translation>
    </message>
    <message>
        <source>Dual mono</source>
        <translation>Dual Mono</translation>
    </message>
    <message>
        <source>Channels that are alike</source>
        <translation>Gleiche Kanäle</translation>
    </message>
    <message>
        <source>Loudness, second opinion</source>
        <translation>Lautheit, zweite Meinung</translation>
    </message>
    <message>
        <source>True peak, second opinion</source>
        <translation>True Peak, zweite Meinung</translation>
    </message>
    <message>
        <source>Loudness of Lo/Ro</source>
        <translation>Lautheit von Lo/Ro</translation>
    </message>
    <message>
        <source>Loss in Lo/Ro</source>
        <translation>Verlust in Lo/Ro</translation>
    </message>
    <message>
        <source>True peak of Lo/Ro</source>
        <translation>True Peak von Lo/Ro</translation>
    </message>
    <message>
        <source>Loudness of Lt/Rt</source>
        <translation>Lautheit von Lt/Rt</translation>
    </message>
    <message>
        <source>Loss in Lt/Rt</source>
        <translation>Verlust in Lt/Rt</translation>
    </message>
    <message>
        <source>True peak of Lt/Rt</source>
        <translation>True Peak von Lt/Rt</translation>
    </message>
    <message>
        <source>Where the layout is known from</source>
        <translation>Woher das Layout bekannt ist</translation>
    </message>
    <message>
        <source>INFO artist</source>
        <translation>INFO-Interpret</translation>
    </message>
    <message>
        <source>INFO comment</source>
        <translation>INFO-Kommentar</translation>
    </message>
    <message>
        <source>INFO copyright</source>
        <translation>INFO-Urheberrecht</translation>
    </message>
    <message>
        <source>INFO date</source>
        <translation>INFO-Datum</translation>
    </message>
    <message>
        <source>INFO engineer</source>
        <translation>INFO-Toningenieur</translation>
    </message>
    <message>
        <source>INFO genre</source>
        <translation>INFO-Genre</translation>
    </message>
    <message>
        <source>INFO product</source>
        <translation>INFO-Produkt</translation>
    </message>
    <message>
        <source>INFO software</source>
        <translation>INFO-Software</translation>
    </message>
    <message>
        <source>INFO title</source>
        <translation>INFO-Titel</translation>
    </message>
    <message>
        <source>iXML note</source>
        <translation>iXML-Notiz</translation>
    </message>
    <message>
        <source>iXML project</source>
        <translation>iXML-Projekt</translation>
    </message>
    <message>
        <source>iXML scene</source>
        <translation>iXML-Szene</translation>
    </message>
    <message>
        <source>iXML take</source>
        <translation>iXML-Take</translation>
    </message>
    <message>
        <source>iXML tape</source>
        <translation>iXML-Band</translation>
    </message>
    <message>
        <source>iXML time reference</source>
        <translation>iXML-Zeitbezug</translation>
    </message>
    <message>
        <source>iXML timecode rate</source>
        <translation>iXML-Timecode-Rate</translation>
    </message>
    <message>
        <source>iXML tracks</source>
        <translation>iXML-Spuren</translation>
    </message>
    <message>
        <source>iXML user bits</source>
        <translation>iXML-User-Bits</translation>
    </message>
    <message>
        <source>Layout by content</source>
        <translation>Layout nach Inhalt</translation>
    </message>
    <message>
        <source>Bandwidth of the LFE</source>
        <translation>Bandbreite des LFE</translation>
    </message>
    <message>
        <source>Leq(m)</source>
        <translation>Leq(m)</translation>
    </message>
    <message>
        <source>RMS level</source>
        <translation>RMS-Pegel</translation>
    </message>
    <message>
        <source>Delay between channels</source>
        <translation>Versatz zwischen Kanälen</translation>
    </message>
    <message>
        <source>Channels that carry sound</source>
        <translation>Kanäle mit Ton</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>Highest DC offset</source>
        <translation>Höchster Gleichanteil</translation>
    </message>
    <message>
        <source>Level at the edges</source>
        <translation>Pegel an den Rändern</translation>
    </message>
    <message>
        <source>Level of the first millisecond</source>
        <translation>Pegel der ersten Millisekunde</translation>
    </message>
    <message>
        <source>Level of the last millisecond</source>
        <translation>Pegel der letzten Millisekunde</translation>
    </message>
    <message>
        <source>Bits in use</source>
        <translation>Genutzte Bits</translation>
    </message>
    <message>
        <source>Mains hum</source>
        <translation>Netzbrummen</translation>
    </message>
    <message>
        <source>Signs of lossy coding</source>
        <translation>Anzeichen verlustbehafteter Codierung</translation>
    </message>
    <message>
        <source>Noise floor</source>
        <translation>Grundrauschen</translation>
    </message>
    <message>
        <source>Steady tones</source>
        <translation>Stehende Töne</translation>
    </message>
    <message>
        <source>Signs of upsampling</source>
        <translation>Anzeichen von Hochabtastung</translation>
    </message>
    <message>
        <source>Spectral balance</source>
        <translation>Spektrale Balance</translation>
    </message>
    <message>
        <source>Stereo balance</source>
        <translation>Stereo-Balance</translation>
    </message>
    <message>
        <source>Stereo width</source>
        <translation>Stereobreite</translation>
    </message>
    <message>
        <source>Sync pops</source>
        <translation>Sync-Pops</translation>
    </message>
</context>
</TS>
