BEGIN TRANSACTION;
CREATE TABLE attempt (
	id TEXT NOT NULL, 
	scenario TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	scenario_hash TEXT NOT NULL, 
	manual_hash TEXT NOT NULL, 
	policy TEXT NOT NULL, 
	language TEXT NOT NULL, 
	seed INTEGER NOT NULL, 
	mode TEXT NOT NULL CONSTRAINT ck_attempt_mode CHECK (mode IN ('practice', 'assessment')), 
	began TEXT NOT NULL, 
	pairing_key TEXT NOT NULL, 
	facts TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_attempt PRIMARY KEY (id), 
	CONSTRAINT uq_attempt_pairing_key UNIQUE (pairing_key)
);
INSERT INTO "attempt" VALUES('01a21354-1786-7e04-8d36-2e9171237728','small-call',1,'39e38ebbea564953409875a6f5c1dead562574002654c61b2af6aaec14d87700','87881f0cd42b864ba7d70f172c1375ce758d049363c821c1cb7b2afed4fcb9c8','KR_2024_DECREE','ko',0,'practice','2026-11-24T09:00:00.000+09:00','031ace5b3f60459a50fb81768524ded6','{"channel":"phone","conduct":["verbal_abuse"],"legitimate":true,"case":{},"sector":"traffic"}');
INSERT INTO "attempt" VALUES('01a21354-1792-7038-9527-7bfc75f1a76f','small-call',1,'39e38ebbea564953409875a6f5c1dead562574002654c61b2af6aaec14d87700','87881f0cd42b864ba7d70f172c1375ce758d049363c821c1cb7b2afed4fcb9c8','KR_2024_DECREE','ko',0,'assessment','2026-11-24T09:00:00.000+09:00','25be3b6b166b64981479535a0148982f','{"channel":"phone","conduct":["verbal_abuse"],"legitimate":true,"case":{},"sector":"traffic"}');
INSERT INTO "attempt" VALUES('01a21354-179a-7819-8c8a-9095dc160410','small-call',1,'39e38ebbea564953409875a6f5c1dead562574002654c61b2af6aaec14d87700','87881f0cd42b864ba7d70f172c1375ce758d049363c821c1cb7b2afed4fcb9c8','KR_2024_DECREE','ko',0,'practice','2026-11-24T09:00:00.000+09:00','68b8b0176c22e003491945fb058a6ae7','{"channel":"phone","conduct":["verbal_abuse"],"legitimate":true,"case":{},"sector":"traffic"}');
CREATE TABLE attempt_summary (
	attempt TEXT NOT NULL, 
	ended TEXT NOT NULL, 
	ending TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	turns INTEGER NOT NULL, 
	seconds INTEGER NOT NULL, 
	anger_first INTEGER NOT NULL, 
	anger_last INTEGER NOT NULL, 
	total INTEGER, 
	passed INTEGER, 
	de_escalation INTEGER, 
	procedure INTEGER, 
	service INTEGER, 
	safety INTEGER, 
	law INTEGER, 
	hard_fails INTEGER, 
	scorecard TEXT, 
	paper TEXT DEFAULT 'none' NOT NULL, 
	closed TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_attempt_summary PRIMARY KEY (attempt), 
	CONSTRAINT fk_attempt_summary_attempt_attempt FOREIGN KEY(attempt) REFERENCES attempt (id)
);
INSERT INTO "attempt_summary" VALUES('01a21354-1786-7e04-8d36-2e9171237728','2026-11-24T09:00:00.000+09:00','calmed','resolved',2,60,50,33,100,1,100,NULL,100,NULL,NULL,0,'{"policy":"KR_2024_DECREE","manual_hash":"87881f0cd42b864ba7d70f172c1375ce758d049363c821c1cb7b2afed4fcb9c8","ladders":["EV"],"total":100,"passed":true,"dimensions":[{"dimension":"de_escalation","earned":10,"possible":10,"deducted":0,"score":100,"rules":["ev-listen"]},{"dimension":"procedure","earned":0,"possible":0,"deducted":0,"score":null,"rules":[]},{"dimension":"service","earned":10,"possible":10,"deducted":0,"score":100,"rules":["ev-legitimate"]},{"dimension":"safety","earned":0,"possible":0,"deducted":0,"score":null,"rules":[]},{"dimension":"law","earned":0,"possible":0,"deducted":0,"score":null,"rules":[]}],"findings":[{"rule":"ev-listen","ladder":"EV","dimension":"de_escalation","verdict":"done","points":10,"earned":10,"turn":1,"seq":1,"words":"많이 놀라셨겠습니다. 말씀해 주세요."},{"rule":"ev-legitimate","ladder":"EV","dimension":"service","verdict":"done","points":10,"earned":10,"turn":2,"seq":3,"words":"의견을 내실 수 있습니다."}],"pass_mark":70,"policy_hash":"edb57bcab4218e237d79b716c595094fa638cd186d444c8ccb9f79b4cf9513ce"}','none','2026-11-24T09:00:00.000+09:00');
INSERT INTO "attempt_summary" VALUES('01a21354-1792-7038-9527-7bfc75f1a76f','2026-11-24T09:00:00.000+09:00','hung-up','complainant_left',2,60,50,66,0,0,0,0,0,NULL,NULL,0,'{"policy":"KR_2024_DECREE","manual_hash":"87881f0cd42b864ba7d70f172c1375ce758d049363c821c1cb7b2afed4fcb9c8","ladders":["EV","PH-AB"],"total":0,"passed":false,"dimensions":[{"dimension":"de_escalation","earned":0,"possible":10,"deducted":6,"score":0,"rules":["ev-listen","fault-dismiss_feelings"]},{"dimension":"procedure","earned":0,"possible":15,"deducted":10,"score":0,"rules":["ph-ab-stop","fault-tolerate_abuse"]},{"dimension":"service","earned":0,"possible":10,"deducted":0,"score":0,"rules":["ev-legitimate"]},{"dimension":"safety","earned":0,"possible":0,"deducted":0,"score":null,"rules":[]},{"dimension":"law","earned":0,"possible":0,"deducted":0,"score":null,"rules":[]}],"findings":[{"rule":"ev-listen","ladder":"EV","dimension":"de_escalation","verdict":"skipped","points":10,"turn":0,"seq":0,"words":"왜 과태료예요?"},{"rule":"ev-legitimate","ladder":"EV","dimension":"service","verdict":"skipped","points":10,"turn":0,"seq":0,"words":"왜 과태료예요?"},{"rule":"ph-ab-stop","ladder":"PH-AB","dimension":"procedure","verdict":"skipped","points":15,"turn":1,"seq":2,"words":"이런 {{씨발}} 진짜."},{"rule":"fault-dismiss_feelings","ladder":"","dimension":"de_escalation","verdict":"forbidden","deducted":6,"turn":1,"seq":1,"words":"규정입니다."},{"rule":"fault-tolerate_abuse","ladder":"","dimension":"procedure","verdict":"forbidden","deducted":10,"turn":2,"seq":3,"words":"네네."}],"pass_mark":70,"policy_hash":"edb57bcab4218e237d79b716c595094fa638cd186d444c8ccb9f79b4cf9513ce"}','none','');
CREATE TABLE event (
	attempt TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	turn INTEGER NOT NULL, 
	actor TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	payload TEXT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (attempt, seq), 
	CONSTRAINT fk_event_attempt_attempt FOREIGN KEY(attempt) REFERENCES attempt (id)
);
INSERT INTO "event" VALUES('01a21354-1786-7e04-8d36-2e9171237728',0,0,'complainant','opened','{"seq":0,"turn":0,"actor":"complainant","kind":"opened","source":"opening","state":"opening","words":"왜 과태료예요?","seconds":0,"anger":50,"trust":40,"fear":10,"acts":["complain"]}','2026-11-24T09:00:00.000+09:00');
INSERT INTO "event" VALUES('01a21354-1786-7e04-8d36-2e9171237728',1,1,'clerk','said','{"seq":1,"turn":1,"actor":"clerk","kind":"said","source":"hear","state":"opening","words":"많이 놀라셨겠습니다. 말씀해 주세요.","seconds":30,"anger":36,"trust":54,"fear":2,"steps":["listen","empathise"]}','2026-11-24T09:00:00.000+09:00');
INSERT INTO "event" VALUES('01a21354-1786-7e04-8d36-2e9171237728',2,1,'complainant','answered','{"seq":2,"turn":1,"actor":"complainant","kind":"answered","source":"explains","state":"explains","words":"오 분밖에 안 됐다니까요.","seconds":30,"anger":36,"trust":54,"fear":2}','2026-11-24T09:00:00.000+09:00');
INSERT INTO "event" VALUES('01a21354-1786-7e04-8d36-2e9171237728',3,2,'clerk','said','{"seq":3,"turn":2,"actor":"clerk","kind":"said","source":"rule","state":"explains","words":"의견을 내실 수 있습니다.","seconds":60,"anger":33,"trust":62,"fear":0,"steps":["explain_rule","offer_alternative"]}','2026-11-24T09:00:00.000+09:00');
INSERT INTO "event" VALUES('01a21354-1786-7e04-8d36-2e9171237728',4,2,'system','closed','{"seq":4,"turn":2,"actor":"system","kind":"closed","source":"calmed","state":"calmed","words":"통화가 잘 끝났습니다.","seconds":60,"anger":33,"trust":62,"fear":0}','2026-11-24T09:00:00.000+09:00');
INSERT INTO "event" VALUES('01a21354-1792-7038-9527-7bfc75f1a76f',0,0,'complainant','opened','{"seq":0,"turn":0,"actor":"complainant","kind":"opened","source":"opening","state":"opening","words":"왜 과태료예요?","seconds":0,"anger":50,"trust":40,"fear":10,"acts":["complain"]}','2026-11-24T09:00:00.000+09:00');
INSERT INTO "event" VALUES('01a21354-1792-7038-9527-7bfc75f1a76f',1,1,'clerk','said','{"seq":1,"turn":1,"actor":"clerk","kind":"said","source":"cold","state":"opening","words":"규정입니다.","seconds":30,"anger":62,"trust":30,"fear":10,"faults":["dismiss_feelings"]}','2026-11-24T09:00:00.000+09:00');
INSERT INTO "event" VALUES('01a21354-1792-7038-9527-7bfc75f1a76f',2,1,'complainant','answered','{"seq":2,"turn":1,"actor":"complainant","kind":"answered","source":"insults","state":"insults","words":"이런 {{씨발}} 진짜.","seconds":30,"anger":62,"trust":30,"fear":10,"acts":["insult"]}','2026-11-24T09:00:00.000+09:00');
INSERT INTO "event" VALUES('01a21354-1792-7038-9527-7bfc75f1a76f',3,2,'clerk','said','{"seq":3,"turn":2,"actor":"clerk","kind":"said","source":"bear","state":"insults","words":"네네.","seconds":60,"anger":66,"trust":29,"fear":10,"faults":["tolerate_abuse"]}','2026-11-24T09:00:00.000+09:00');
INSERT INTO "event" VALUES('01a21354-1792-7038-9527-7bfc75f1a76f',4,2,'system','closed','{"seq":4,"turn":2,"actor":"system","kind":"closed","source":"hung-up","state":"hung-up","words":"전화가 끊겼습니다.","seconds":60,"anger":66,"trust":29,"fear":10}','2026-11-24T09:00:00.000+09:00');
INSERT INTO "event" VALUES('01a21354-179a-7819-8c8a-9095dc160410',0,0,'complainant','opened','{"seq":0,"turn":0,"actor":"complainant","kind":"opened","source":"opening","state":"opening","words":"왜 과태료예요?","seconds":0,"anger":50,"trust":40,"fear":10,"acts":["complain"]}','2026-11-24T09:00:00.000+09:00');
INSERT INTO "event" VALUES('01a21354-179a-7819-8c8a-9095dc160410',1,1,'clerk','said','{"seq":1,"turn":1,"actor":"clerk","kind":"said","source":"cold","state":"opening","words":"규정입니다.","seconds":30,"anger":62,"trust":30,"fear":10,"faults":["dismiss_feelings"]}','2026-11-24T09:00:00.000+09:00');
INSERT INTO "event" VALUES('01a21354-179a-7819-8c8a-9095dc160410',2,1,'complainant','answered','{"seq":2,"turn":1,"actor":"complainant","kind":"answered","source":"insults","state":"insults","words":"이런 {{씨발}} 진짜.","seconds":30,"anger":62,"trust":30,"fear":10,"acts":["insult"]}','2026-11-24T09:00:00.000+09:00');
INSERT INTO "event" VALUES('01a21354-179a-7819-8c8a-9095dc160410',3,0,'clerk','undone','{"seq":3,"turn":0,"actor":"clerk","kind":"undone","source":"","state":"opening","words":"","seconds":0,"anger":50,"trust":40,"fear":10}','2026-11-24T09:00:00.000+09:00');
INSERT INTO "event" VALUES('01a21354-179a-7819-8c8a-9095dc160410',4,1,'clerk','said','{"seq":4,"turn":1,"actor":"clerk","kind":"said","source":"hear","state":"opening","words":"많이 놀라셨겠습니다. 말씀해 주세요.","seconds":30,"anger":36,"trust":54,"fear":2,"steps":["listen","empathise"]}','2026-11-24T09:00:00.000+09:00');
INSERT INTO "event" VALUES('01a21354-179a-7819-8c8a-9095dc160410',5,1,'complainant','answered','{"seq":5,"turn":1,"actor":"complainant","kind":"answered","source":"explains","state":"explains","words":"오 분밖에 안 됐다니까요.","seconds":30,"anger":36,"trust":54,"fear":2}','2026-11-24T09:00:00.000+09:00');
CREATE TABLE incident_report (
	attempt TEXT NOT NULL, 
	report TEXT NOT NULL, 
	written TEXT NOT NULL, 
	CONSTRAINT pk_incident_report PRIMARY KEY (attempt), 
	CONSTRAINT fk_incident_report_attempt_attempt FOREIGN KEY(attempt) REFERENCES attempt (id)
);
INSERT INTO "incident_report" VALUES('01a21354-1792-7038-9527-7bfc75f1a76f','{"values":{"date":"2026-11-24"}}','2026-11-24T09:10:00.000+09:00');
CREATE TABLE reflection (
	attempt TEXT NOT NULL, 
	question TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	answered TEXT NOT NULL, 
	CONSTRAINT pk_reflection PRIMARY KEY (attempt, question), 
	CONSTRAINT fk_reflection_attempt_attempt FOREIGN KEY(attempt) REFERENCES attempt (id)
);
INSERT INTO "reflection" VALUES('01a21354-1792-7038-9527-7bfc75f1a76f','hard','욕설이 힘들었다.','2026-11-24T09:11:00.000+09:00');
CREATE TABLE survey_answer (
	pairing_key TEXT NOT NULL, 
	form TEXT NOT NULL, 
	item TEXT NOT NULL, 
	form_version INTEGER NOT NULL, 
	value INTEGER, 
	comment TEXT, 
	answered TEXT NOT NULL, 
	CONSTRAINT pk_survey_answer PRIMARY KEY (pairing_key, form, item)
);
INSERT INTO "survey_answer" VALUES('031ace5b3f60459a50fb81768524ded6','after-run','useful',1,4,'','2026-11-24T09:11:00.000+09:00');
CREATE INDEX ix_attempt_summary_ended ON attempt_summary (ended);
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
COMMIT;
