<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>FindingText</name>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n blocker(s)</source>
        <translation>
            <numerusform>%n blocker</numerusform>
            <numerusform>%n blockers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s)</source>
        <translation>
            <numerusform>%n issue</numerusform>
            <numerusform>%n issues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not measured</source>
        <translation>
            <numerusform>%n not measured</numerusform>
            <numerusform>%n not measured</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::HeaderBar</name>
    <message numerus="yes">
        <source>%1 of %n programme(s) judged</source>
        <translation>
            <numerusform>%1 of %n programme judged</numerusform>
            <numerusform>%1 of %n programmes judged</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::MainWindow</name>
    <message numerus="yes">
        <source>%n programme(s) measured so far</source>
        <translation>
            <numerusform>%n programme measured so far</numerusform>
            <numerusform>%n programmes measured so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n programme(s), analysed in %1</source>
        <translation>
            <numerusform>%n programme, analysed in %1</numerusform>
            <numerusform>%n programmes, analysed in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::MessageBar</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
</TS>
