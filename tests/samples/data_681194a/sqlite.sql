BEGIN TRANSACTION;
CREATE TABLE accounts (
	name TEXT NOT NULL, 
	project TEXT NOT NULL, 
	provider TEXT NOT NULL, 
	known_since DATETIME NOT NULL, 
	first_list_done_at DATETIME, 
	poll_cursor TEXT, 
	next_poll_at DATETIME, 
	last_poll_at DATETIME, 
	lease_until DATETIME, 
	lease_owner TEXT, 
	failures INTEGER DEFAULT '0' NOT NULL, 
	failing_since DATETIME, 
	failing_told BOOLEAN DEFAULT 0 NOT NULL, 
	last_error TEXT, poll_began_at DATETIME, nudged BOOLEAN DEFAULT 0 NOT NULL, pace TEXT, 
	CONSTRAINT pk_accounts PRIMARY KEY (name)
);
INSERT INTO "accounts" VALUES('hub','default','huggingface','2026-11-29 03:29:11.415487','2026-11-29 03:29:11.609973',NULL,'2026-11-29 03:31:42.867166','2026-11-29 03:30:42.495865',NULL,NULL,0,NULL,0,NULL,NULL,0,'idle');
INSERT INTO "accounts" VALUES('lab','default','generic','2026-11-29 03:29:11.415487',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0,NULL,NULL,0,NULL);
INSERT INTO "accounts" VALUES('lab-without-secret','default','generic','2026-11-29 03:29:11.415487',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0,NULL,NULL,0,NULL);
INSERT INTO "accounts" VALUES('old-lab','archive','generic','2026-11-29 03:29:11.415487',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0,NULL,NULL,0,NULL);
INSERT INTO "accounts" VALUES('openai-closed','default','openai','2026-11-29 03:29:11.415487',NULL,NULL,'2026-11-29 03:31:15.790062',NULL,NULL,NULL,2,'2026-11-29 03:29:11.531787',1,'job list: HTTP 401',NULL,0,'backing_off');
INSERT INTO "accounts" VALUES('openai-main','default','openai','2026-11-29 03:29:11.415487','2026-11-29 03:29:11.610920',NULL,'2026-11-29 03:31:07.085811','2026-11-29 03:31:05.711870',NULL,NULL,0,NULL,0,NULL,NULL,0,'webhooks_unproven');
INSERT INTO "accounts" VALUES('openai-research','research','openai','2026-11-29 03:29:11.415487','2026-11-29 03:29:17.313055',NULL,'2026-11-29 03:31:15.376803','2026-11-29 03:30:20.477372',NULL,NULL,0,NULL,0,NULL,NULL,0,'idle');
INSERT INTO "accounts" VALUES('replicate','default','replicate','2026-11-29 03:29:11.415487','2026-11-29 03:29:11.610549',NULL,'2026-11-29 03:31:11.385361','2026-11-29 03:30:13.386349',NULL,NULL,0,NULL,0,NULL,NULL,0,'idle');
INSERT INTO "accounts" VALUES('runpod','default','runpod','2026-11-29 03:29:11.415487','2026-11-29 03:29:11.528264',NULL,'2026-11-29 03:31:16.284052','2026-11-29 03:30:45.517212',NULL,NULL,0,NULL,0,NULL,NULL,0,'webhooks_unproven');
INSERT INTO "accounts" VALUES('together','default','together','2026-11-29 03:29:11.415487','2026-11-29 03:29:11.611272',NULL,'2026-11-29 03:31:18.770126','2026-11-29 03:30:16.401874',NULL,NULL,0,NULL,0,NULL,NULL,0,'idle');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0009');
CREATE TABLE aliases (
	model_id TEXT NOT NULL, 
	alias TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	finished_at DATETIME, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_aliases PRIMARY KEY (model_id, alias)
);
INSERT INTO "aliases" VALUES('mdl_c880b75c44508afe1c01ca39','latest',2,'2026-10-20 05:29:09.000000','2026-11-29 03:29:11.573543');
INSERT INTO "aliases" VALUES('mdl_f2db2d2a5188799ede3b65e6','latest',1,'2026-11-29 03:29:11.000000','2026-11-29 03:29:15.460173');
INSERT INTO "aliases" VALUES('mdl_3a7577bf0dc93e4fb406f3a5','latest',3,'2026-11-29 03:29:39.280000','2026-11-29 03:30:16.384111');
INSERT INTO "aliases" VALUES('mdl_02784f225aaacca6244ca404','latest',1,'2026-11-29 03:29:33.492138','2026-11-29 03:29:33.504401');
INSERT INTO "aliases" VALUES('mdl_9d49df9683c5e0cb304a0a09','latest',1,'2026-11-29 03:29:35.598000','2026-11-29 03:29:36.237949');
INSERT INTO "aliases" VALUES('mdl_2e1f5400486e736ce73d722d','latest',2,'2026-11-29 03:31:04.000000','2026-11-29 03:31:04.635944');
INSERT INTO "aliases" VALUES('mdl_aa304817c9a022d1c2387adc','latest',1,'2026-11-29 03:29:40.000000','2026-11-29 03:29:43.347289');
CREATE TABLE attempts (
	notification_id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	started_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	outcome TEXT NOT NULL, 
	code INTEGER, 
	detail TEXT, 
	CONSTRAINT pk_attempts PRIMARY KEY (notification_id, number)
);
INSERT INTO "attempts" VALUES('ntf_f3ab9d4c1adfd5933a7026a8',1,'2026-11-29 03:29:11.531787','2026-11-29 03:29:11.668643','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_7dd0e8b659997e0922d8d288',1,'2026-11-29 03:29:11.531787','2026-11-29 03:29:11.677992','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_72227822ab5db1099b5299ab',1,'2026-11-29 03:29:11.670381','2026-11-29 03:29:11.681704','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_02ee158f8fc02d370647c167',1,'2026-11-29 03:29:11.670381','2026-11-29 03:29:11.680164','unreachable',NULL,'http://127.0.0.1:9: no connection: connection refused');
INSERT INTO "attempts" VALUES('ntf_2a3c4ac11db7d70e80e9dca3',1,'2026-11-29 03:29:15.460173','2026-11-29 03:29:30.156867','unknown',NULL,NULL);
INSERT INTO "attempts" VALUES('ntf_69708cc14503d0238b73ee26',1,'2026-11-29 03:29:15.460173','2026-11-29 03:29:15.485221','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_7c892c47893d1914fc5158ad',1,'2026-11-29 03:29:15.795688','2026-11-29 03:29:15.822143','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_0f784f56bf104a4ca03d38e6',1,'2026-11-29 03:29:15.831143','2026-11-29 03:29:31.260786','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_02ee158f8fc02d370647c167',2,'2026-11-29 03:29:17.108606',NULL,'open',NULL,NULL);
INSERT INTO "attempts" VALUES('ntf_07c3c2c3b4bc47cba995f447',1,'2026-11-29 03:29:17.188922','2026-11-29 03:29:17.199602','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_9db5b949d74a324cfa70bf1c',1,'2026-11-29 03:29:17.252585','2026-11-29 03:29:17.262139','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_5d8432beb250c0a9e0a5a320',1,'2026-11-29 03:29:17.288759','2026-11-29 03:29:17.294897','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_5b7872ab5f774b9ad3c77e98',1,'2026-11-29 03:29:17.310064','2026-11-29 03:29:17.316731','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_ee0e64856c2088e70cc6c546',1,'2026-11-29 03:29:17.324790','2026-11-29 03:29:27.818381','timed_out',NULL,'http://127.0.0.1:45587: no answer within 10 s; it may have arrived');
INSERT INTO "attempts" VALUES('ntf_bbf738c7c051848995464c7c',1,'2026-11-29 03:29:17.324790','2026-11-29 03:29:17.357898','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_957a63bc0ea3e5963b06fce1',1,'2026-11-29 03:29:17.361396','2026-11-29 03:29:17.369052','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_e45a3929d6f9863d631c82bf',1,'2026-11-29 03:29:17.361396','2026-11-29 03:29:17.371842','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_67cc77cd97e5522c7bf3e86b',1,'2026-11-29 03:29:17.379433','2026-11-29 03:29:17.386594','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_e93a710400e28117badd15ad',1,'2026-11-29 03:29:17.379433','2026-11-29 03:29:17.386888','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_dcaf37b62a7c67983417f797',1,'2026-11-29 03:29:17.399167','2026-11-29 03:29:17.406922','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_5f4eb3b55b8bffa9e8bab194',1,'2026-11-29 03:29:17.425748','2026-11-29 03:29:17.434438','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_c3954c0805579fb6b5864cf5',1,'2026-11-29 03:29:17.425748','2026-11-29 03:29:17.442400','gone',404,'answered 404: the webhook or its Slack channel no longer exists');
INSERT INTO "attempts" VALUES('ntf_2265701135fe59e0b2a618f7',1,'2026-11-29 03:29:17.425748','2026-11-29 03:29:17.433246','unreachable',NULL,'http://127.0.0.1:9: no connection: connection refused');
INSERT INTO "attempts" VALUES('ntf_fae5ab2d80a89ce0c683a3d5',1,'2026-11-29 03:29:17.448452','2026-11-29 03:29:17.457849','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_11d7db7b43559dfeeb50c96f',1,'2026-11-29 03:29:17.646604','2026-11-29 03:29:17.664723','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_6540e04faa0d2f9a61cc370e',1,'2026-11-29 03:29:18.035552','2026-11-29 03:29:28.162662','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_eef65edfbee6aadaf4430e50',1,'2026-11-29 03:29:18.035552','2026-11-29 03:29:18.044497','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_2265701135fe59e0b2a618f7',2,'2026-11-29 03:29:23.416345','2026-11-29 03:29:23.421507','unreachable',NULL,'http://127.0.0.1:9: no connection: connection refused');
INSERT INTO "attempts" VALUES('ntf_2a3c4ac11db7d70e80e9dca3',2,'2026-11-29 03:29:30.156867','2026-11-29 03:29:30.513625','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_016a1305428fe120121c1fae',1,'2026-11-29 03:29:31.269637','2026-11-29 03:29:31.273387','server_error',500,'answered 500');
INSERT INTO "attempts" VALUES('ntf_008e60bb77a102e43b591eb7',1,'2026-11-29 03:29:31.287645','2026-11-29 03:29:31.292661','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_efc47b11f08e0fb54cdd281a',1,'2026-11-29 03:29:31.287645','2026-11-29 03:29:31.294884','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_2b54d571250c64335a61dce0',1,'2026-11-29 03:29:31.301319','2026-11-29 03:29:31.315391','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_7167a63c457cde77f9fc7d9e',1,'2026-11-29 03:29:31.315748','2026-11-29 03:29:31.354247','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_a9dae2a3c5e352384a9bb895',1,'2026-11-29 03:29:31.325397','2026-11-29 03:29:31.354625','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_4a778fec7e6f9a98e9564141',1,'2026-11-29 03:29:31.689768','2026-11-29 03:29:31.693023','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_1e9d24c6e7cc64bac98c9812',1,'2026-11-29 03:29:33.504401','2026-11-29 03:29:33.918232','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_0834469165deea11a91cdbc4',1,'2026-11-29 03:29:33.504401','2026-11-29 03:29:33.529046','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_2d57db87b5ec2362dde85ba6',1,'2026-11-29 03:29:33.843336','2026-11-29 03:29:33.894533','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_ee0e64856c2088e70cc6c546',2,'2026-11-29 03:29:33.878919','2026-11-29 03:29:33.896446','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_1da60eb37198d15df5f9b922',1,'2026-11-29 03:29:36.237949','2026-11-29 03:29:37.174471','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_b2dd4d6188f829709800421c',1,'2026-11-29 03:29:36.237949','2026-11-29 03:29:36.258293','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_13f19c0951454842bf9a5506',1,'2026-11-29 03:29:36.571279','2026-11-29 03:29:36.598372','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_64c6e25ee820f89a52d8b821',1,'2026-11-29 03:29:37.181800','2026-11-29 03:29:37.191874','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_a5c955c4588a1ff7ea823a2d',1,'2026-11-29 03:29:37.181800','2026-11-29 03:29:37.192164','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_eea2931431843656a8c3d835',1,'2026-11-29 03:29:37.492562','2026-11-29 03:29:37.506298','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_58f117f95e93f123d20f523d',1,'2026-11-29 03:29:39.548227','2026-11-29 03:29:39.550995','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_a6f1d82ec11f9b628fbdacb1',1,'2026-11-29 03:29:39.749051','2026-11-29 03:29:39.754030','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_c100380ac5538bdc156c45bc',1,'2026-11-29 03:29:39.749051','2026-11-29 03:29:39.754306','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_a1c1d81998ee483fbaa370b7',1,'2026-11-29 03:29:41.108585','2026-11-29 03:29:41.749269','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_c6a43f4add00fb5939cb4330',1,'2026-11-29 03:29:41.108585','2026-11-29 03:29:41.130408','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_1bace1574a4ab87cfb4098e4',1,'2026-11-29 03:29:41.108585','2026-11-29 03:29:41.808943','delivered',250,'answered 250');
INSERT INTO "attempts" VALUES('ntf_dd59be293e862754603ccd01',1,'2026-11-29 03:29:41.426447','2026-11-29 03:29:41.481033','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_3286479f319c9786ee00105e',1,'2026-11-29 03:29:42.384090','2026-11-29 03:29:42.414755','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_60458ccd42ad6f06d0daff30',1,'2026-11-29 03:29:42.384090','2026-11-29 03:29:42.413610','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_6e1e049f6d29ccad875ae221',1,'2026-11-29 03:29:42.384090','2026-11-29 03:29:42.432841','delivered',250,'answered 250');
INSERT INTO "attempts" VALUES('ntf_0d3d6bc7d06bbf4645db0d23',1,'2026-11-29 03:29:43.312764','2026-11-29 03:29:43.342981','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_7e414ea2545e7b17e16511c3',1,'2026-11-29 03:29:43.312764','2026-11-29 03:29:43.343307','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_3fd31917ad9dba63c3caa70d',1,'2026-11-29 03:29:43.312764','2026-11-29 03:29:43.343480','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_2876d7563e3828e126abf1ef',1,'2026-11-29 03:29:43.347289','2026-11-29 03:29:43.963502','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_65be0c95062fc6dc4880fc53',1,'2026-11-29 03:29:43.347289','2026-11-29 03:29:43.378682','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_f7cc0169a187f2e1644bfe06',1,'2026-11-29 03:29:43.347289','2026-11-29 03:29:43.379170','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_b67763d5beacc6d9e0956eda',1,'2026-11-29 03:29:43.469337','2026-11-29 03:29:43.482066','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_34158c4a4be3e2b3de475027',1,'2026-11-29 03:29:43.512101','2026-11-29 03:29:43.539582','throttled',429,'answered 429');
INSERT INTO "attempts" VALUES('ntf_9f5a45bae1d0c587f7855ffe',1,'2026-11-29 03:29:43.553206','2026-11-29 03:29:43.570164','server_error',500,'answered 500');
INSERT INTO "attempts" VALUES('ntf_7f135c123fd9b3ebe3ed3e98',1,'2026-11-29 03:29:43.582745','2026-11-29 03:29:43.593855','refused',400,'answered 400 invalid_payload');
INSERT INTO "attempts" VALUES('ntf_b30528c3b7fff5b0a67cdb28',1,'2026-11-29 03:29:43.598512','2026-11-29 03:29:43.609664','gone',410,'answered 410 channel_is_archived: the webhook or its Slack channel no longer exists');
INSERT INTO "attempts" VALUES('ntf_94797815df96b15bbddfa387',1,'2026-11-29 03:29:43.618889','2026-11-29 03:29:53.819634','timed_out',NULL,'http://127.0.0.1:45587: no answer within 10 s; it may have arrived');
INSERT INTO "attempts" VALUES('ntf_d4194da8de1d87c6c38af80f',1,'2026-11-29 03:29:43.661611','2026-11-29 03:29:43.696767','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_13d346f2beb1db1101ef2424',1,'2026-11-29 03:29:43.824676','2026-11-29 03:29:54.322023','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_1a71fcae3170a0bb75f386dc',1,'2026-11-29 03:29:43.824676','2026-11-29 03:29:43.842783','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_34158c4a4be3e2b3de475027',2,'2026-11-29 03:29:49.515192','2026-11-29 03:29:49.523623','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_9f5a45bae1d0c587f7855ffe',2,'2026-11-29 03:29:50.018772','2026-11-29 03:29:50.028038','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_2265701135fe59e0b2a618f7',3,'2026-11-29 03:29:53.646389','2026-11-29 03:29:53.649988','unreachable',NULL,'http://127.0.0.1:9: no connection: connection refused');
INSERT INTO "attempts" VALUES('ntf_9d6f92d91384d84dc77a9b9a',1,'2026-11-29 03:29:53.848375','2026-11-29 03:29:53.862528','unreachable',NULL,'http://127.0.0.1:9: no connection: connection refused');
INSERT INTO "attempts" VALUES('ntf_6c84b07fc8327771db083130',1,'2026-11-29 03:29:53.874168','2026-11-29 03:29:53.909688','server_error',451,'answered 451 the server had an error');
INSERT INTO "attempts" VALUES('ntf_6c84b07fc8327771db083130',2,'2026-11-29 03:29:59.483996','2026-11-29 03:29:59.496604','delivered',250,'answered 250');
INSERT INTO "attempts" VALUES('ntf_94797815df96b15bbddfa387',2,'2026-11-29 03:29:59.484595','2026-11-29 03:29:59.489953','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_b30528c3b7fff5b0a67cdb28',2,'2026-11-29 03:29:59.515552','2026-11-29 03:29:59.517590','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_ca4754ac06d2601311b74a66',1,'2026-11-29 03:29:59.579820','2026-11-29 03:29:59.583499','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_67df8c8e7aca3c091f302ccc',1,'2026-11-29 03:29:59.721097','2026-11-29 03:29:59.730242','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_c043feba14877d418d8d697c',1,'2026-11-29 03:29:59.721097','2026-11-29 03:29:59.730006','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_9d6f92d91384d84dc77a9b9a',2,'2026-11-29 03:30:00.290553','2026-11-29 03:30:00.292104','unreachable',NULL,'http://127.0.0.1:9: no connection: connection refused');
INSERT INTO "attempts" VALUES('ntf_02eb10824156edabb0d1eb2c',1,'2026-11-29 03:30:16.384111','2026-11-29 03:30:16.760580','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_b0d6b4c8d092523bfbf69232',1,'2026-11-29 03:30:16.384111','2026-11-29 03:30:16.403917','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_3d7b317f60b9d1a517f08fb5',1,'2026-11-29 03:30:16.384111','2026-11-29 03:30:16.404297','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_37c4bd69f6b9fc2a93b1de6c',1,'2026-11-29 03:30:16.384111','2026-11-29 03:30:16.404440','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_a7c8db00f174dd79cddbcbcf',1,'2026-11-29 03:30:16.709055','2026-11-29 03:30:16.718872','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_6ba531d10ad8dff8e850e303',1,'2026-11-29 03:30:16.792206','2026-11-29 03:30:16.802693','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_e4fcc6a6a51a3e9f07fe4a9a',1,'2026-11-29 03:30:16.792206','2026-11-29 03:30:16.802221','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_9d6f92d91384d84dc77a9b9a',3,'2026-11-29 03:30:31.655242','2026-11-29 03:30:31.656879','unreachable',NULL,'http://127.0.0.1:9: no connection: connection refused');
INSERT INTO "attempts" VALUES('ntf_c2e7a44f001698fbc3484a7e',1,'2026-11-29 03:30:50.527774','2026-11-29 03:30:50.555556','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_1f6c3871cb7d4ebe0b4f9b5a',1,'2026-11-29 03:30:50.527774','2026-11-29 03:30:50.555918','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_851ab6434e769b421dedd8bc',1,'2026-11-29 03:30:50.557950','2026-11-29 03:30:50.561100','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_e371345d1e80e580bc4b2d59',1,'2026-11-29 03:31:04.587817','2026-11-29 03:31:04.617725','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_60dcb4d99bb61db84fd49cde',1,'2026-11-29 03:31:04.587817','2026-11-29 03:31:04.620887','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_8ee301fd70bd07e202cb8251',1,'2026-11-29 03:31:04.599226','2026-11-29 03:31:04.621221','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_03c09909acf98600b23188e0',1,'2026-11-29 03:31:04.635944','2026-11-29 03:31:05.240674','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_f8be06fbae399bcd202b42f4',1,'2026-11-29 03:31:04.635944','2026-11-29 03:31:04.657559','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_44e32da1ac341a7fc2ef8992',1,'2026-11-29 03:31:04.635944','2026-11-29 03:31:05.251933','delivered',250,'answered 250');
INSERT INTO "attempts" VALUES('ntf_beaeb1ed5144d05658ce8668',1,'2026-11-29 03:31:04.958841','2026-11-29 03:31:04.985473','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_6647611c5eae1fbb8b85a275',1,'2026-11-29 03:31:05.480425','2026-11-29 03:31:05.507989','delivered',200,'answered 200');
INSERT INTO "attempts" VALUES('ntf_7b46b99075950d9900289207',1,'2026-11-29 03:31:05.480425','2026-11-29 03:31:05.506435','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_63983274b85373945d44f2d0',1,'2026-11-29 03:31:05.480425','2026-11-29 03:31:05.513409','delivered',250,'answered 250');
INSERT INTO "attempts" VALUES('ntf_19ec07a69c725b1e25237ab6',1,'2026-11-29 03:31:05.693933','2026-11-29 03:31:05.710112','delivered',204,'answered 204');
INSERT INTO "attempts" VALUES('ntf_e3a59875f23507c6b8d3ff2b',1,'2026-11-29 03:31:05.943738',NULL,'open',NULL,NULL);
INSERT INTO "attempts" VALUES('ntf_3d5c7582c46cecda626fa5e2',1,'2026-11-29 03:31:05.943738','2026-11-29 03:31:05.954813','server_error',503,'answered 503');
INSERT INTO "attempts" VALUES('ntf_33d61437498fafb733687628',1,'2026-11-29 03:31:05.943738','2026-11-29 03:31:05.963911','delivered',250,'answered 250');
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor TEXT NOT NULL, 
	action TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	detail TEXT, actor_label TEXT, 
	CONSTRAINT pk_audit PRIMARY KEY (id)
);
INSERT INTO "audit" VALUES(1,'2026-11-29 03:29:10.673528','system','token_created','tok_environment','admin',NULL);
INSERT INTO "audit" VALUES(2,'2026-11-29 03:29:15.831143','tok_environment','channel_tested','team',NULL,NULL);
INSERT INTO "audit" VALUES(3,'2026-11-29 03:29:37.133376','tok_environment','job_followed','runpod','00000002-0000-4000-8000-000000000002-u1',NULL);
INSERT INTO "audit" VALUES(4,'2026-11-29 03:29:43.357085','tok_environment','job_cancel_asked','job_e109c3da0f59d53a59cf8567','ftjob-9fdd7dedd424b481e1402174',NULL);
INSERT INTO "audit" VALUES(5,'2026-11-29 03:29:43.512101','tok_environment','channel_tested','team',NULL,NULL);
INSERT INTO "audit" VALUES(6,'2026-11-29 03:29:43.553206','tok_environment','channel_tested','team',NULL,NULL);
INSERT INTO "audit" VALUES(7,'2026-11-29 03:29:43.582745','tok_environment','channel_tested','team',NULL,NULL);
INSERT INTO "audit" VALUES(8,'2026-11-29 03:29:43.598512','tok_environment','channel_tested','team',NULL,NULL);
INSERT INTO "audit" VALUES(9,'2026-11-29 03:29:43.618889','tok_environment','channel_tested','team',NULL,NULL);
INSERT INTO "audit" VALUES(10,'2026-11-29 03:29:53.848375','tok_environment','channel_tested','dark',NULL,NULL);
INSERT INTO "audit" VALUES(11,'2026-11-29 03:29:53.874168','tok_environment','channel_tested','leads',NULL,NULL);
INSERT INTO "audit" VALUES(12,'2026-11-29 03:29:59.511664','tok_environment','dead_letter_replayed','ntf_b30528c3b7fff5b0a67cdb28',NULL,NULL);
INSERT INTO "audit" VALUES(13,'2026-11-29 03:29:59.528271','tok_environment','token_created','tok_50678891ee386cea','viewer: Ada''s laptop',NULL);
INSERT INTO "audit" VALUES(14,'2026-11-29 03:29:59.536069','tok_environment','token_created','tok_46260d9fe82a738a','operator: for a day',NULL);
INSERT INTO "audit" VALUES(15,'2026-11-29 03:29:59.537271','tok_environment','token_removed','tok_46260d9fe82a738a','for a day',NULL);
INSERT INTO "audit" VALUES(16,'2026-11-29 03:29:59.538675','tok_environment','token_created','tok_6a98feb845c9ea48','operator',NULL);
INSERT INTO "audit" VALUES(17,'2026-11-29 03:29:59.542452','tok_environment','signed_in','tok_environment',NULL,NULL);
INSERT INTO "audit" VALUES(18,'2026-11-29 03:29:59.545200','tok_environment','subscription_added','sub_6ce6da3a471d5b1604ebb239','leads',NULL);
INSERT INTO "audit" VALUES(19,'2026-11-29 03:29:59.548417','tok_environment','subscription_added','sub_08bed899b2765c0a4cbe4602','team',NULL);
INSERT INTO "audit" VALUES(20,'2026-11-29 03:29:59.550310','tok_environment','subscription_removed','sub_08bed899b2765c0a4cbe4602',NULL,NULL);
INSERT INTO "audit" VALUES(21,'2026-11-29 03:29:59.556624','tok_environment','account_tested','openai-main',NULL,NULL);
INSERT INTO "audit" VALUES(22,'2026-11-29 03:29:59.562106','tok_environment','backfill_started','openai-main','1 evaluations',NULL);
INSERT INTO "audit" VALUES(23,'2026-11-29 03:29:59.569814','tok_environment','inbound_verified_again','in_83a1cd43077a033f24991eb2',NULL,NULL);
INSERT INTO "audit" VALUES(24,'2026-11-29 03:29:59.577059','tok_environment','dead_letter_replayed','event-1',NULL,NULL);
INSERT INTO "audit" VALUES(25,'2026-11-29 03:31:05.727255','tok_environment','evaluation_asked','ver_12e01206c7b1c9dff632fb60','small',NULL);
CREATE TABLE base_models (
	account TEXT NOT NULL, 
	name TEXT NOT NULL, 
	retires_on DATE, 
	ask_at DATETIME NOT NULL, 
	CONSTRAINT pk_base_models PRIMARY KEY (account, name)
);
INSERT INTO "base_models" VALUES('openai-main','gpt-4.1-mini-2025-04-14','2027-01-14','2026-12-06 03:29:15.791663');
INSERT INTO "base_models" VALUES('lab','Qwen/Qwen3-8B',NULL,'2026-11-29 03:29:17.324790');
INSERT INTO "base_models" VALUES('replicate','acme/language-trainer',NULL,'2026-12-06 03:29:33.830247');
INSERT INTO "base_models" VALUES('hub','Qwen/Qwen3-0.6B',NULL,'2026-12-06 03:29:36.568541');
INSERT INTO "base_models" VALUES('together','Qwen/Qwen3-8B',NULL,'2026-12-06 03:30:16.705127');
CREATE TABLE dead_letters (
	id INTEGER NOT NULL, 
	task TEXT NOT NULL, 
	payload BLOB NOT NULL, 
	error TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	replayed_at DATETIME, 
	CONSTRAINT pk_dead_letters PRIMARY KEY (id)
);
INSERT INTO "dead_letters" VALUES(1,'observe',X'82A56261746368AD66726F6D2D612D6C6574746572A56974656D739198A36C6162B16D73675F66726F6D2D612D6C6574746572A86163636570746564CF000001A2255A3913C44A7B2276657273696F6E223A20312C20226A6F62223A202266726F6D2D612D6C6574746572222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20317DD9203030303030303030303030303030303030303030303030303030303030303030A0A0','KeyError in workers/observe.py:1','2026-11-29 03:29:59.571958','2026-11-29 03:29:59.577059');
INSERT INTO "dead_letters" VALUES(2,'observe',X'82A56261746368B366726F6D2D616E6F746865722D6C6574746572A56974656D739198A36C6162B76D73675F66726F6D2D616E6F746865722D6C6574746572A86163636570746564CF000001A2255A3915C4507B2276657273696F6E223A20312C20226A6F62223A202266726F6D2D616E6F746865722D6C6574746572222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20317DD9203030303030303030303030303030303030303030303030303030303030303030A0A0','KeyError in workers/observe.py:1','2026-11-29 03:29:59.573178',NULL);
INSERT INTO "dead_letters" VALUES(3,'observe',X'C1206E6F207461736B','not an envelope of ours','2026-11-29 03:29:59.573505',NULL);
CREATE TABLE effects (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	job_id TEXT, 
	state TEXT NOT NULL, 
	due_at DATETIME NOT NULL, 
	lease_until DATETIME, 
	lease_owner TEXT, 
	tries INTEGER NOT NULL, 
	reason TEXT, 
	content TEXT, 
	created_at DATETIME NOT NULL, 
	done_at DATETIME, 
	CONSTRAINT pk_effects PRIMARY KEY (id)
);
INSERT INTO "effects" VALUES('ntf_f3ab9d4c1adfd5933a7026a8','deliver','ntf_f3ab9d4c1adfd5933a7026a8',NULL,'done','2026-11-29 03:29:11.531787',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:11.531787','2026-11-29 03:29:11.668643');
INSERT INTO "effects" VALUES('ntf_7dd0e8b659997e0922d8d288','deliver','ntf_7dd0e8b659997e0922d8d288',NULL,'done','2026-11-29 03:29:11.531787',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:11.531787','2026-11-29 03:29:11.677992');
INSERT INTO "effects" VALUES('ntf_72227822ab5db1099b5299ab','deliver','ntf_72227822ab5db1099b5299ab','job_44ec385692a5203d3882d6c8','done','2026-11-29 03:29:11.670381',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:11.670381','2026-11-29 03:29:11.681704');
INSERT INTO "effects" VALUES('ntf_02ee158f8fc02d370647c167','deliver','ntf_02ee158f8fc02d370647c167','job_44ec385692a5203d3882d6c8','cancelled_by_config','2026-11-29 03:29:16.815563',NULL,NULL,2,'channel closed is not configured any more',NULL,'2026-11-29 03:29:11.670381','2026-11-29 03:29:17.115934');
INSERT INTO "effects" VALUES('eff_ad0878d5ac2bda21fc348d0d','register','ver_67534ffbf4fd26f8b138f37a','job_2b2a1bcb66b07fbc05871032','done','2026-11-29 03:29:15.460173',NULL,NULL,1,NULL,NULL,'2026-11-29 03:29:15.460173','2026-11-29 03:29:15.795688');
INSERT INTO "effects" VALUES('ntf_2a3c4ac11db7d70e80e9dca3','deliver','ntf_2a3c4ac11db7d70e80e9dca3','job_2b2a1bcb66b07fbc05871032','done','2026-11-29 03:29:15.460173',NULL,NULL,2,'delivered',NULL,'2026-11-29 03:29:15.460173','2026-11-29 03:29:30.513625');
INSERT INTO "effects" VALUES('ntf_69708cc14503d0238b73ee26','deliver','ntf_69708cc14503d0238b73ee26','job_2b2a1bcb66b07fbc05871032','done','2026-11-29 03:29:15.460173',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:15.460173','2026-11-29 03:29:15.485221');
INSERT INTO "effects" VALUES('eff_3e57f50084861ee96e0dc2a7','evaluate','eff_3e57f50084861ee96e0dc2a7','job_2b2a1bcb66b07fbc05871032','cancelled_by_config','2026-11-29 03:29:15.795688',NULL,NULL,1,'the suite is not configured any more',NULL,'2026-11-29 03:29:15.795688','2026-11-29 03:29:17.123750');
INSERT INTO "effects" VALUES('ntf_7c892c47893d1914fc5158ad','deliver','ntf_7c892c47893d1914fc5158ad','job_2b2a1bcb66b07fbc05871032','done','2026-11-29 03:29:15.795688',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:15.795688','2026-11-29 03:29:15.822143');
INSERT INTO "effects" VALUES('ntf_0f784f56bf104a4ca03d38e6','deliver','ntf_0f784f56bf104a4ca03d38e6',NULL,'done','2026-11-29 03:29:15.831143',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:15.831143','2026-11-29 03:29:31.260786');
INSERT INTO "effects" VALUES('ntf_07c3c2c3b4bc47cba995f447','deliver','ntf_07c3c2c3b4bc47cba995f447','job_6a7b9cd1e0411f980f6d3f8a','done','2026-11-29 03:29:17.188922',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:17.188922','2026-11-29 03:29:17.199602');
INSERT INTO "effects" VALUES('ntf_9db5b949d74a324cfa70bf1c','deliver','ntf_9db5b949d74a324cfa70bf1c','job_a42bc1c399c390d89e22d586','done','2026-11-29 03:29:17.252585',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:17.252585','2026-11-29 03:29:17.262139');
INSERT INTO "effects" VALUES('ntf_5d8432beb250c0a9e0a5a320','deliver','ntf_5d8432beb250c0a9e0a5a320','job_9904048ae4f5dc2fe28f7cbd','done','2026-11-29 03:29:17.288759',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:17.288759','2026-11-29 03:29:17.294897');
INSERT INTO "effects" VALUES('ntf_5b7872ab5f774b9ad3c77e98','deliver','ntf_5b7872ab5f774b9ad3c77e98','job_8538db61164e0418341021a1','done','2026-11-29 03:29:17.310064',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:17.310064','2026-11-29 03:29:17.316731');
INSERT INTO "effects" VALUES('eff_35fcbe6e556b68583a1a3fe9','register','ver_65324d85f27e72ac4d1b051f','job_b788c001a7a9f6c5b3d50691','done','2026-11-29 03:29:17.324790',NULL,NULL,1,NULL,NULL,'2026-11-29 03:29:17.324790','2026-11-29 03:29:17.646604');
INSERT INTO "effects" VALUES('ntf_ee0e64856c2088e70cc6c546','deliver','ntf_ee0e64856c2088e70cc6c546','job_b788c001a7a9f6c5b3d50691','done','2026-11-29 03:29:33.517536',NULL,NULL,2,'delivered',NULL,'2026-11-29 03:29:17.324790','2026-11-29 03:29:33.896446');
INSERT INTO "effects" VALUES('ntf_bbf738c7c051848995464c7c','deliver','ntf_bbf738c7c051848995464c7c','job_b788c001a7a9f6c5b3d50691','done','2026-11-29 03:29:17.324790',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:17.324790','2026-11-29 03:29:17.357898');
INSERT INTO "effects" VALUES('ntf_957a63bc0ea3e5963b06fce1','deliver','ntf_957a63bc0ea3e5963b06fce1','job_9603461e1d20ae4560582049','done','2026-11-29 03:29:17.361396',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:17.361396','2026-11-29 03:29:17.369052');
INSERT INTO "effects" VALUES('ntf_e45a3929d6f9863d631c82bf','deliver','ntf_e45a3929d6f9863d631c82bf','job_9603461e1d20ae4560582049','done','2026-11-29 03:29:17.361396',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:17.361396','2026-11-29 03:29:17.371842');
INSERT INTO "effects" VALUES('ntf_67cc77cd97e5522c7bf3e86b','deliver','ntf_67cc77cd97e5522c7bf3e86b','job_68633b78fdc9bee8fb09c22f','done','2026-11-29 03:29:17.379433',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:17.379433','2026-11-29 03:29:17.386594');
INSERT INTO "effects" VALUES('ntf_e93a710400e28117badd15ad','deliver','ntf_e93a710400e28117badd15ad','job_68633b78fdc9bee8fb09c22f','done','2026-11-29 03:29:17.379433',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:17.379433','2026-11-29 03:29:17.386888');
INSERT INTO "effects" VALUES('ntf_dcaf37b62a7c67983417f797','deliver','ntf_dcaf37b62a7c67983417f797','job_68633b78fdc9bee8fb09c22f','done','2026-11-29 03:29:17.399167',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:17.399167','2026-11-29 03:29:17.406922');
INSERT INTO "effects" VALUES('ntf_5f4eb3b55b8bffa9e8bab194','deliver','ntf_5f4eb3b55b8bffa9e8bab194','job_69b1669a2e63904726acb8d9','done','2026-11-29 03:29:17.425748',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:17.425748','2026-11-29 03:29:17.434438');
INSERT INTO "effects" VALUES('ntf_c3954c0805579fb6b5864cf5','deliver','ntf_c3954c0805579fb6b5864cf5','job_69b1669a2e63904726acb8d9','dead','2026-11-29 03:29:17.425748',NULL,NULL,1,'gone','{"id":"ntf_c3954c0805579fb6b5864cf5","kind":"job.expired","subscription":"sub_f2944cfecf1bc80d370d3ba8","created_at":"2026-11-29T03:29:17.425748Z","account":"lab","provider":"generic","project":"default","job":{"id":"job_69b1669a2e63904726acb8d9","project":"default","account":"lab","provider":"generic","provider_job_id":"expired-1","status":"expired","provider_status":"expired","rank":[0,1,1,"3c06a79a7ec9d2d2"],"facts":{"name":"told to nobody"},"silent":false,"ended_via":"webhook","heard_at":"2026-11-29T03:29:17.425748Z","stalled_at":null},"last_metrics":{},"curves":{},"chart_key":"","version":null,"evaluations_pending":0,"evaluation":null,"trouble":null,"public_url":"https://tunewatch.example.com"}','2026-11-29 03:29:17.425748','2026-11-29 03:29:17.442400');
INSERT INTO "effects" VALUES('ntf_2265701135fe59e0b2a618f7','deliver','ntf_2265701135fe59e0b2a618f7','job_69b1669a2e63904726acb8d9','owed','2026-11-29 03:31:58.577308',NULL,NULL,3,'unreachable','{"id":"ntf_2265701135fe59e0b2a618f7","kind":"job.expired","subscription":"sub_b6be2f58a40b5bd18af020f6","created_at":"2026-11-29T03:29:17.425748Z","account":"lab","provider":"generic","project":"default","job":{"id":"job_69b1669a2e63904726acb8d9","project":"default","account":"lab","provider":"generic","provider_job_id":"expired-1","status":"expired","provider_status":"expired","rank":[0,1,1,"3c06a79a7ec9d2d2"],"facts":{"name":"told to nobody"},"silent":false,"ended_via":"webhook","heard_at":"2026-11-29T03:29:17.425748Z","stalled_at":null},"last_metrics":{},"curves":{},"chart_key":"","version":null,"evaluations_pending":0,"evaluation":null,"trouble":null,"public_url":"https://tunewatch.example.com"}','2026-11-29 03:29:17.425748',NULL);
INSERT INTO "effects" VALUES('ntf_fae5ab2d80a89ce0c683a3d5','deliver','ntf_fae5ab2d80a89ce0c683a3d5','job_8d58f036029ba450c88b3502','done','2026-11-29 03:29:17.448452',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:17.448452','2026-11-29 03:29:17.457849');
INSERT INTO "effects" VALUES('eff_5af97fde816493b0b6a8b633','evaluate','eff_5af97fde816493b0b6a8b633','job_b788c001a7a9f6c5b3d50691','done','2026-11-29 03:29:17.646604',NULL,NULL,1,'not servable',NULL,'2026-11-29 03:29:17.646604','2026-11-29 03:29:18.035552');
INSERT INTO "effects" VALUES('ntf_11d7db7b43559dfeeb50c96f','deliver','ntf_11d7db7b43559dfeeb50c96f','job_b788c001a7a9f6c5b3d50691','done','2026-11-29 03:29:17.646604',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:17.646604','2026-11-29 03:29:17.664723');
INSERT INTO "effects" VALUES('ntf_6540e04faa0d2f9a61cc370e','deliver','ntf_6540e04faa0d2f9a61cc370e','job_b788c001a7a9f6c5b3d50691','done','2026-11-29 03:29:18.035552',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:18.035552','2026-11-29 03:29:28.162662');
INSERT INTO "effects" VALUES('ntf_eef65edfbee6aadaf4430e50','deliver','ntf_eef65edfbee6aadaf4430e50','job_b788c001a7a9f6c5b3d50691','done','2026-11-29 03:29:18.035552',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:18.035552','2026-11-29 03:29:18.044497');
INSERT INTO "effects" VALUES('ntf_016a1305428fe120121c1fae','deliver','ntf_016a1305428fe120121c1fae','job_b63c40fd97255cf5c0e0fab9','superseded','2026-11-29 03:29:36.872570',NULL,NULL,1,'overtaken by newer news',NULL,'2026-11-29 03:29:31.269637','2026-11-29 03:29:37.167482');
INSERT INTO "effects" VALUES('ntf_008e60bb77a102e43b591eb7','deliver','ntf_008e60bb77a102e43b591eb7','job_b63c40fd97255cf5c0e0fab9','done','2026-11-29 03:29:31.287645',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:31.287645','2026-11-29 03:29:31.292661');
INSERT INTO "effects" VALUES('ntf_efc47b11f08e0fb54cdd281a','deliver','ntf_efc47b11f08e0fb54cdd281a','job_b63c40fd97255cf5c0e0fab9','done','2026-11-29 03:29:31.287645',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:31.287645','2026-11-29 03:29:31.294884');
INSERT INTO "effects" VALUES('ntf_2b54d571250c64335a61dce0','deliver','ntf_2b54d571250c64335a61dce0','job_2f34aa8db728dadea7662882','done','2026-11-29 03:29:31.301319',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:31.301319','2026-11-29 03:29:31.315391');
INSERT INTO "effects" VALUES('ntf_7167a63c457cde77f9fc7d9e','deliver','ntf_7167a63c457cde77f9fc7d9e','job_ab23922c98d8b0275d51d3dc','done','2026-11-29 03:29:31.315748',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:31.315748','2026-11-29 03:29:31.354247');
INSERT INTO "effects" VALUES('ntf_a9dae2a3c5e352384a9bb895','deliver','ntf_a9dae2a3c5e352384a9bb895','job_306ce5c9047e8802377a765b','done','2026-11-29 03:29:31.325397',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:31.325397','2026-11-29 03:29:31.354625');
INSERT INTO "effects" VALUES('ntf_4a778fec7e6f9a98e9564141','deliver','ntf_4a778fec7e6f9a98e9564141','job_d873d7876d82dd8381311038','done','2026-11-29 03:29:31.689768',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:31.689768','2026-11-29 03:29:31.693023');
INSERT INTO "effects" VALUES('eff_564379459111a5200cc82b5f','register','ver_5a3c881a63685c6741b2f58b','job_d873d7876d82dd8381311038','done','2026-11-29 03:29:33.504401',NULL,NULL,1,NULL,NULL,'2026-11-29 03:29:33.504401','2026-11-29 03:29:33.843336');
INSERT INTO "effects" VALUES('ntf_1e9d24c6e7cc64bac98c9812','deliver','ntf_1e9d24c6e7cc64bac98c9812','job_d873d7876d82dd8381311038','done','2026-11-29 03:29:33.504401',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:33.504401','2026-11-29 03:29:33.918232');
INSERT INTO "effects" VALUES('ntf_0834469165deea11a91cdbc4','deliver','ntf_0834469165deea11a91cdbc4','job_d873d7876d82dd8381311038','done','2026-11-29 03:29:33.504401',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:33.504401','2026-11-29 03:29:33.529046');
INSERT INTO "effects" VALUES('ntf_2d57db87b5ec2362dde85ba6','deliver','ntf_2d57db87b5ec2362dde85ba6','job_d873d7876d82dd8381311038','done','2026-11-29 03:29:33.843336',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:33.843336','2026-11-29 03:29:33.894533');
INSERT INTO "effects" VALUES('eff_62a1b76b5c98556530a706dc','register','ver_bd88c17866306e281c11fb47','job_52da9da6aaf597e04c13e0e7','done','2026-11-29 03:29:36.237949',NULL,NULL,1,NULL,NULL,'2026-11-29 03:29:36.237949','2026-11-29 03:29:36.571279');
INSERT INTO "effects" VALUES('ntf_1da60eb37198d15df5f9b922','deliver','ntf_1da60eb37198d15df5f9b922','job_52da9da6aaf597e04c13e0e7','done','2026-11-29 03:29:36.237949',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:36.237949','2026-11-29 03:29:37.174471');
INSERT INTO "effects" VALUES('ntf_b2dd4d6188f829709800421c','deliver','ntf_b2dd4d6188f829709800421c','job_52da9da6aaf597e04c13e0e7','done','2026-11-29 03:29:36.237949',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:36.237949','2026-11-29 03:29:36.258293');
INSERT INTO "effects" VALUES('ntf_13f19c0951454842bf9a5506','deliver','ntf_13f19c0951454842bf9a5506','job_52da9da6aaf597e04c13e0e7','done','2026-11-29 03:29:36.571279',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:36.571279','2026-11-29 03:29:36.598372');
INSERT INTO "effects" VALUES('eff_1efde06283ab6e666b534087','register','ver_fab10d378e2f5a254d308f18','job_cef257f28603c697ae1519e0','done','2026-11-29 03:29:37.181800',NULL,NULL,1,NULL,NULL,'2026-11-29 03:29:37.181800','2026-11-29 03:29:37.492562');
INSERT INTO "effects" VALUES('ntf_64c6e25ee820f89a52d8b821','deliver','ntf_64c6e25ee820f89a52d8b821','job_cef257f28603c697ae1519e0','done','2026-11-29 03:29:37.181800',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:37.181800','2026-11-29 03:29:37.191874');
INSERT INTO "effects" VALUES('ntf_a5c955c4588a1ff7ea823a2d','deliver','ntf_a5c955c4588a1ff7ea823a2d','job_cef257f28603c697ae1519e0','done','2026-11-29 03:29:37.181800',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:37.181800','2026-11-29 03:29:37.192164');
INSERT INTO "effects" VALUES('eff_6136c011e29d6ba9d69530c8','evaluate','eff_6136c011e29d6ba9d69530c8','job_cef257f28603c697ae1519e0','owed','2026-11-29 03:31:17.595321',NULL,NULL,14,NULL,NULL,'2026-11-29 03:29:37.492562',NULL);
INSERT INTO "effects" VALUES('ntf_eea2931431843656a8c3d835','deliver','ntf_eea2931431843656a8c3d835','job_cef257f28603c697ae1519e0','done','2026-11-29 03:29:37.492562',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:37.492562','2026-11-29 03:29:37.506298');
INSERT INTO "effects" VALUES('ntf_58f117f95e93f123d20f523d','deliver','ntf_58f117f95e93f123d20f523d','job_a876c010ba52b2893a392385','done','2026-11-29 03:29:39.548227',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:39.548227','2026-11-29 03:29:39.550995');
INSERT INTO "effects" VALUES('ntf_a6f1d82ec11f9b628fbdacb1','deliver','ntf_a6f1d82ec11f9b628fbdacb1','job_76766bd0e21f85b850ad8fb4','done','2026-11-29 03:29:39.749051',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:39.749051','2026-11-29 03:29:39.754030');
INSERT INTO "effects" VALUES('ntf_c100380ac5538bdc156c45bc','deliver','ntf_c100380ac5538bdc156c45bc','job_76766bd0e21f85b850ad8fb4','done','2026-11-29 03:29:39.749051',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:39.749051','2026-11-29 03:29:39.754306');
INSERT INTO "effects" VALUES('eff_25a30faf90ba2c0862fb2b73','register','ver_c9dd486270fcd5e3bf328f20','job_ac40fbd95c830cf15e264c3f','done','2026-11-29 03:29:41.108585',NULL,NULL,1,NULL,NULL,'2026-11-29 03:29:41.108585','2026-11-29 03:29:41.426447');
INSERT INTO "effects" VALUES('ntf_a1c1d81998ee483fbaa370b7','deliver','ntf_a1c1d81998ee483fbaa370b7','job_ac40fbd95c830cf15e264c3f','done','2026-11-29 03:29:41.108585',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:41.108585','2026-11-29 03:29:41.749269');
INSERT INTO "effects" VALUES('ntf_c6a43f4add00fb5939cb4330','deliver','ntf_c6a43f4add00fb5939cb4330','job_ac40fbd95c830cf15e264c3f','done','2026-11-29 03:29:41.108585',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:41.108585','2026-11-29 03:29:41.130408');
INSERT INTO "effects" VALUES('ntf_1bace1574a4ab87cfb4098e4','deliver','ntf_1bace1574a4ab87cfb4098e4','job_ac40fbd95c830cf15e264c3f','done','2026-11-29 03:29:41.108585',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:41.108585','2026-11-29 03:29:41.808943');
INSERT INTO "effects" VALUES('eff_d9a0ecb62627725335706b15','evaluate','eff_d9a0ecb62627725335706b15','job_ac40fbd95c830cf15e264c3f','done','2026-11-29 03:29:41.426447',NULL,NULL,1,'better',NULL,'2026-11-29 03:29:41.426447','2026-11-29 03:29:42.384090');
INSERT INTO "effects" VALUES('ntf_dd59be293e862754603ccd01','deliver','ntf_dd59be293e862754603ccd01','job_ac40fbd95c830cf15e264c3f','done','2026-11-29 03:29:41.426447',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:41.426447','2026-11-29 03:29:41.481033');
INSERT INTO "effects" VALUES('ntf_3286479f319c9786ee00105e','deliver','ntf_3286479f319c9786ee00105e','job_ac40fbd95c830cf15e264c3f','done','2026-11-29 03:29:42.384090',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:42.384090','2026-11-29 03:29:42.414755');
INSERT INTO "effects" VALUES('ntf_60458ccd42ad6f06d0daff30','deliver','ntf_60458ccd42ad6f06d0daff30','job_ac40fbd95c830cf15e264c3f','done','2026-11-29 03:29:42.384090',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:42.384090','2026-11-29 03:29:42.413610');
INSERT INTO "effects" VALUES('ntf_6e1e049f6d29ccad875ae221','deliver','ntf_6e1e049f6d29ccad875ae221','job_ac40fbd95c830cf15e264c3f','done','2026-11-29 03:29:42.384090',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:42.384090','2026-11-29 03:29:42.432841');
INSERT INTO "effects" VALUES('ntf_0d3d6bc7d06bbf4645db0d23','deliver','ntf_0d3d6bc7d06bbf4645db0d23','job_8ac27b05bd5b8aa31d0f2996','done','2026-11-29 03:29:43.312764',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:43.312764','2026-11-29 03:29:43.342981');
INSERT INTO "effects" VALUES('ntf_7e414ea2545e7b17e16511c3','deliver','ntf_7e414ea2545e7b17e16511c3','job_e0e8bf6393f96b65e7e524ec','done','2026-11-29 03:29:43.312764',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:43.312764','2026-11-29 03:29:43.343307');
INSERT INTO "effects" VALUES('ntf_3fd31917ad9dba63c3caa70d','deliver','ntf_3fd31917ad9dba63c3caa70d','job_e109c3da0f59d53a59cf8567','done','2026-11-29 03:29:43.312764',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:43.312764','2026-11-29 03:29:43.343480');
INSERT INTO "effects" VALUES('eff_727fb16038f85f64918f36d9','register','ver_2f71fdc7f3f9463ffa18d5c0','job_0268da64ca5adf1c5b9782fd','done','2026-11-29 03:29:43.347289',NULL,NULL,1,NULL,NULL,'2026-11-29 03:29:43.347289','2026-11-29 03:29:43.661611');
INSERT INTO "effects" VALUES('ntf_2876d7563e3828e126abf1ef','deliver','ntf_2876d7563e3828e126abf1ef','job_0268da64ca5adf1c5b9782fd','done','2026-11-29 03:29:43.347289',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:43.347289','2026-11-29 03:29:43.963502');
INSERT INTO "effects" VALUES('ntf_65be0c95062fc6dc4880fc53','deliver','ntf_65be0c95062fc6dc4880fc53','job_0268da64ca5adf1c5b9782fd','done','2026-11-29 03:29:43.347289',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:43.347289','2026-11-29 03:29:43.378682');
INSERT INTO "effects" VALUES('ntf_f7cc0169a187f2e1644bfe06','deliver','ntf_f7cc0169a187f2e1644bfe06','job_1f1acf0caa82ea7b37c96e97','done','2026-11-29 03:29:43.347289',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:43.347289','2026-11-29 03:29:43.379170');
INSERT INTO "effects" VALUES('ntf_b67763d5beacc6d9e0956eda','deliver','ntf_b67763d5beacc6d9e0956eda','job_e109c3da0f59d53a59cf8567','done','2026-11-29 03:29:43.469337',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:43.469337','2026-11-29 03:29:43.482066');
INSERT INTO "effects" VALUES('ntf_34158c4a4be3e2b3de475027','deliver','ntf_34158c4a4be3e2b3de475027',NULL,'done','2026-11-29 03:29:49.023676',NULL,NULL,2,'delivered',NULL,'2026-11-29 03:29:43.512101','2026-11-29 03:29:49.523623');
INSERT INTO "effects" VALUES('ntf_9f5a45bae1d0c587f7855ffe','deliver','ntf_9f5a45bae1d0c587f7855ffe',NULL,'done','2026-11-29 03:29:49.567918',NULL,NULL,2,'delivered',NULL,'2026-11-29 03:29:43.553206','2026-11-29 03:29:50.028038');
INSERT INTO "effects" VALUES('ntf_7f135c123fd9b3ebe3ed3e98','deliver','ntf_7f135c123fd9b3ebe3ed3e98',NULL,'dead','2026-11-29 03:29:43.582745',NULL,NULL,1,'refused','{"id":"ntf_7f135c123fd9b3ebe3ed3e98","kind":"test","subscription":"test","created_at":"2026-11-29T03:29:43.582745Z","account":"tunewatch","provider":"tunewatch","project":"default","job":null,"last_metrics":{},"curves":{},"chart_key":"","version":null,"evaluations_pending":0,"evaluation":null,"trouble":null,"public_url":"https://tunewatch.example.com"}','2026-11-29 03:29:43.582745','2026-11-29 03:29:43.593855');
INSERT INTO "effects" VALUES('ntf_b30528c3b7fff5b0a67cdb28','deliver','ntf_b30528c3b7fff5b0a67cdb28',NULL,'done','2026-11-29 03:29:59.511664',NULL,NULL,2,'delivered',NULL,'2026-11-29 03:29:43.598512','2026-11-29 03:29:59.517590');
INSERT INTO "effects" VALUES('ntf_94797815df96b15bbddfa387','deliver','ntf_94797815df96b15bbddfa387',NULL,'done','2026-11-29 03:29:59.432940',NULL,NULL,2,'delivered',NULL,'2026-11-29 03:29:43.618889','2026-11-29 03:29:59.489953');
INSERT INTO "effects" VALUES('eff_589b63615c48cd3d8bfa193e','evaluate','eff_589b63615c48cd3d8bfa193e','job_0268da64ca5adf1c5b9782fd','done','2026-11-29 03:29:43.661611',NULL,NULL,1,'undecided',NULL,'2026-11-29 03:29:43.661611','2026-11-29 03:29:43.824676');
INSERT INTO "effects" VALUES('ntf_d4194da8de1d87c6c38af80f','deliver','ntf_d4194da8de1d87c6c38af80f','job_0268da64ca5adf1c5b9782fd','done','2026-11-29 03:29:43.661611',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:43.661611','2026-11-29 03:29:43.696767');
INSERT INTO "effects" VALUES('ntf_13d346f2beb1db1101ef2424','deliver','ntf_13d346f2beb1db1101ef2424','job_0268da64ca5adf1c5b9782fd','done','2026-11-29 03:29:43.824676',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:43.824676','2026-11-29 03:29:54.322023');
INSERT INTO "effects" VALUES('ntf_1a71fcae3170a0bb75f386dc','deliver','ntf_1a71fcae3170a0bb75f386dc','job_0268da64ca5adf1c5b9782fd','done','2026-11-29 03:29:43.824676',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:43.824676','2026-11-29 03:29:43.842783');
INSERT INTO "effects" VALUES('ntf_9d6f92d91384d84dc77a9b9a','deliver','ntf_9d6f92d91384d84dc77a9b9a',NULL,'owed','2026-11-29 03:32:39.638051',NULL,NULL,3,'unreachable','{"id":"ntf_9d6f92d91384d84dc77a9b9a","kind":"test","subscription":"test","created_at":"2026-11-29T03:29:53.848375Z","account":"tunewatch","provider":"tunewatch","project":"default","job":null,"last_metrics":{},"curves":{},"chart_key":"","version":null,"evaluations_pending":0,"evaluation":null,"trouble":null,"public_url":"https://tunewatch.example.com"}','2026-11-29 03:29:53.848375',NULL);
INSERT INTO "effects" VALUES('ntf_6c84b07fc8327771db083130','deliver','ntf_6c84b07fc8327771db083130',NULL,'done','2026-11-29 03:29:59.175870',NULL,NULL,2,'delivered',NULL,'2026-11-29 03:29:53.874168','2026-11-29 03:29:59.496604');
INSERT INTO "effects" VALUES('eff_e4710e78b9014f8120dfe5de','evaluate','eff_e4710e78b9014f8120dfe5de','job_bd4fa253ffdb3dab284ca028','done','2026-11-29 03:29:59.562106',NULL,NULL,1,'undecided',NULL,'2026-11-29 03:29:59.562106','2026-11-29 03:29:59.721097');
INSERT INTO "effects" VALUES('ntf_ca4754ac06d2601311b74a66','deliver','ntf_ca4754ac06d2601311b74a66','job_b524ff0397ba569029d17ea7','done','2026-11-29 03:29:59.579820',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:59.579820','2026-11-29 03:29:59.583499');
INSERT INTO "effects" VALUES('ntf_67df8c8e7aca3c091f302ccc','deliver','ntf_67df8c8e7aca3c091f302ccc','job_bd4fa253ffdb3dab284ca028','done','2026-11-29 03:29:59.721097',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:59.721097','2026-11-29 03:29:59.730242');
INSERT INTO "effects" VALUES('ntf_c043feba14877d418d8d697c','deliver','ntf_c043feba14877d418d8d697c','job_bd4fa253ffdb3dab284ca028','done','2026-11-29 03:29:59.721097',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:29:59.721097','2026-11-29 03:29:59.730006');
INSERT INTO "effects" VALUES('eff_0ae7c72a3af3ac83391db7b6','register','ver_6362d75c8897a52d25a48e60','job_5e30dada569473c654ea3fb0','done','2026-11-29 03:30:16.384111',NULL,NULL,1,NULL,NULL,'2026-11-29 03:30:16.384111','2026-11-29 03:30:16.709055');
INSERT INTO "effects" VALUES('ntf_02eb10824156edabb0d1eb2c','deliver','ntf_02eb10824156edabb0d1eb2c','job_5e30dada569473c654ea3fb0','done','2026-11-29 03:30:16.384111',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:30:16.384111','2026-11-29 03:30:16.760580');
INSERT INTO "effects" VALUES('ntf_b0d6b4c8d092523bfbf69232','deliver','ntf_b0d6b4c8d092523bfbf69232','job_5e30dada569473c654ea3fb0','done','2026-11-29 03:30:16.384111',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:30:16.384111','2026-11-29 03:30:16.403917');
INSERT INTO "effects" VALUES('ntf_3d7b317f60b9d1a517f08fb5','deliver','ntf_3d7b317f60b9d1a517f08fb5','job_9d938d715ef09c95d7a5ec40','done','2026-11-29 03:30:16.384111',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:30:16.384111','2026-11-29 03:30:16.404297');
INSERT INTO "effects" VALUES('ntf_37c4bd69f6b9fc2a93b1de6c','deliver','ntf_37c4bd69f6b9fc2a93b1de6c','job_9d938d715ef09c95d7a5ec40','done','2026-11-29 03:30:16.384111',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:30:16.384111','2026-11-29 03:30:16.404440');
INSERT INTO "effects" VALUES('eff_342b6210b5fef049b8197eec','evaluate','eff_342b6210b5fef049b8197eec','job_5e30dada569473c654ea3fb0','done','2026-11-29 03:30:16.709055',NULL,NULL,1,'not servable',NULL,'2026-11-29 03:30:16.709055','2026-11-29 03:30:16.792206');
INSERT INTO "effects" VALUES('ntf_a7c8db00f174dd79cddbcbcf','deliver','ntf_a7c8db00f174dd79cddbcbcf','job_5e30dada569473c654ea3fb0','done','2026-11-29 03:30:16.709055',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:30:16.709055','2026-11-29 03:30:16.718872');
INSERT INTO "effects" VALUES('ntf_6ba531d10ad8dff8e850e303','deliver','ntf_6ba531d10ad8dff8e850e303','job_5e30dada569473c654ea3fb0','done','2026-11-29 03:30:16.792206',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:30:16.792206','2026-11-29 03:30:16.802693');
INSERT INTO "effects" VALUES('ntf_e4fcc6a6a51a3e9f07fe4a9a','deliver','ntf_e4fcc6a6a51a3e9f07fe4a9a','job_5e30dada569473c654ea3fb0','done','2026-11-29 03:30:16.792206',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:30:16.792206','2026-11-29 03:30:16.802221');
INSERT INTO "effects" VALUES('ntf_c2e7a44f001698fbc3484a7e','deliver','ntf_c2e7a44f001698fbc3484a7e','job_9904048ae4f5dc2fe28f7cbd','done','2026-11-29 03:30:50.527774',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:30:50.527774','2026-11-29 03:30:50.555556');
INSERT INTO "effects" VALUES('ntf_1f6c3871cb7d4ebe0b4f9b5a','deliver','ntf_1f6c3871cb7d4ebe0b4f9b5a','job_a42bc1c399c390d89e22d586','done','2026-11-29 03:30:50.527774',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:30:50.527774','2026-11-29 03:30:50.555918');
INSERT INTO "effects" VALUES('ntf_851ab6434e769b421dedd8bc','deliver','ntf_851ab6434e769b421dedd8bc','job_9904048ae4f5dc2fe28f7cbd','done','2026-11-29 03:30:50.557950',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:30:50.557950','2026-11-29 03:30:50.561100');
INSERT INTO "effects" VALUES('ntf_e371345d1e80e580bc4b2d59','deliver','ntf_e371345d1e80e580bc4b2d59','job_8ac27b05bd5b8aa31d0f2996','done','2026-11-29 03:31:04.587817',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:31:04.587817','2026-11-29 03:31:04.617725');
INSERT INTO "effects" VALUES('ntf_60dcb4d99bb61db84fd49cde','deliver','ntf_60dcb4d99bb61db84fd49cde','job_8ac27b05bd5b8aa31d0f2996','done','2026-11-29 03:31:04.587817',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:31:04.587817','2026-11-29 03:31:04.620887');
INSERT INTO "effects" VALUES('ntf_8ee301fd70bd07e202cb8251','deliver','ntf_8ee301fd70bd07e202cb8251','job_d9963c19e943edf53c36f988','done','2026-11-29 03:31:04.599226',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:31:04.599226','2026-11-29 03:31:04.621221');
INSERT INTO "effects" VALUES('eff_24c969ebb30bc7fcfef33edc','register','ver_6e1bee9b6920cef82445f002','job_8ac27b05bd5b8aa31d0f2996','done','2026-11-29 03:31:04.635944',NULL,NULL,1,NULL,NULL,'2026-11-29 03:31:04.635944','2026-11-29 03:31:04.958841');
INSERT INTO "effects" VALUES('ntf_03c09909acf98600b23188e0','deliver','ntf_03c09909acf98600b23188e0','job_8ac27b05bd5b8aa31d0f2996','done','2026-11-29 03:31:04.635944',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:31:04.635944','2026-11-29 03:31:05.240674');
INSERT INTO "effects" VALUES('ntf_f8be06fbae399bcd202b42f4','deliver','ntf_f8be06fbae399bcd202b42f4','job_8ac27b05bd5b8aa31d0f2996','done','2026-11-29 03:31:04.635944',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:31:04.635944','2026-11-29 03:31:04.657559');
INSERT INTO "effects" VALUES('ntf_44e32da1ac341a7fc2ef8992','deliver','ntf_44e32da1ac341a7fc2ef8992','job_8ac27b05bd5b8aa31d0f2996','done','2026-11-29 03:31:04.635944',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:31:04.635944','2026-11-29 03:31:05.251933');
INSERT INTO "effects" VALUES('eff_9f0bfa79aa57ce49723bd776','evaluate','eff_9f0bfa79aa57ce49723bd776','job_8ac27b05bd5b8aa31d0f2996','done','2026-11-29 03:31:04.958841',NULL,NULL,1,'undecided',NULL,'2026-11-29 03:31:04.958841','2026-11-29 03:31:05.480425');
INSERT INTO "effects" VALUES('ntf_beaeb1ed5144d05658ce8668','deliver','ntf_beaeb1ed5144d05658ce8668','job_8ac27b05bd5b8aa31d0f2996','done','2026-11-29 03:31:04.958841',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:31:04.958841','2026-11-29 03:31:04.985473');
INSERT INTO "effects" VALUES('ntf_6647611c5eae1fbb8b85a275','deliver','ntf_6647611c5eae1fbb8b85a275','job_8ac27b05bd5b8aa31d0f2996','done','2026-11-29 03:31:05.480425',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:31:05.480425','2026-11-29 03:31:05.507989');
INSERT INTO "effects" VALUES('ntf_7b46b99075950d9900289207','deliver','ntf_7b46b99075950d9900289207','job_8ac27b05bd5b8aa31d0f2996','done','2026-11-29 03:31:05.480425',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:31:05.480425','2026-11-29 03:31:05.506435');
INSERT INTO "effects" VALUES('ntf_63983274b85373945d44f2d0','deliver','ntf_63983274b85373945d44f2d0','job_8ac27b05bd5b8aa31d0f2996','done','2026-11-29 03:31:05.480425',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:31:05.480425','2026-11-29 03:31:05.513409');
INSERT INTO "effects" VALUES('ntf_19ec07a69c725b1e25237ab6','deliver','ntf_19ec07a69c725b1e25237ab6','job_8dc3f87964a461ac8ec0ece6','done','2026-11-29 03:31:05.693933',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:31:05.693933','2026-11-29 03:31:05.710112');
INSERT INTO "effects" VALUES('eff_3c37729de9130fd09b53d54d','evaluate','eff_3c37729de9130fd09b53d54d','job_bd4fa253ffdb3dab284ca028','owed','2026-11-29 03:31:05.727255','2026-11-29 03:31:20.738789','worker-17acc8f9b3c2:evaluate:eff_3c37729de9130fd09b53d54d:0',1,NULL,NULL,'2026-11-29 03:31:05.727255',NULL);
INSERT INTO "effects" VALUES('ntf_e3a59875f23507c6b8d3ff2b','deliver','ntf_e3a59875f23507c6b8d3ff2b','job_9868d638778b904bc8da8acd','owed','2026-11-29 03:31:05.943738','2026-11-29 03:31:19.943738','worker-17acc8f9b3c2',1,NULL,'{"id":"ntf_e3a59875f23507c6b8d3ff2b","kind":"job.failed","subscription":"sub_92f3275687eba64a8ef72e79","created_at":"2026-11-29T03:31:05.943738Z","account":"lab","provider":"generic","project":"default","job":{"id":"job_9868d638778b904bc8da8acd","project":"default","account":"lab","provider":"generic","provider_job_id":"owed","status":"failed","provider_status":"failed","rank":[0,1,1,"222f8209530ca3cd"],"facts":{"base_model":"llama-3","error_message":"the news of it is owed"},"silent":false,"ended_via":"webhook","heard_at":"2026-11-29T03:31:05.943738Z","stalled_at":null},"last_metrics":{},"curves":{},"chart_key":"","version":null,"evaluations_pending":0,"evaluation":null,"trouble":null,"public_url":"https://tunewatch.example.com"}','2026-11-29 03:31:05.943738',NULL);
INSERT INTO "effects" VALUES('ntf_3d5c7582c46cecda626fa5e2','deliver','ntf_3d5c7582c46cecda626fa5e2','job_9868d638778b904bc8da8acd','owed','2026-11-29 03:31:11.879014',NULL,NULL,1,'server_error','{"id":"ntf_3d5c7582c46cecda626fa5e2","kind":"job.failed","subscription":"everything","created_at":"2026-11-29T03:31:05.943738Z","account":"lab","provider":"generic","project":"default","job":{"id":"job_9868d638778b904bc8da8acd","project":"default","account":"lab","provider":"generic","provider_job_id":"owed","status":"failed","provider_status":"failed","rank":[0,1,1,"222f8209530ca3cd"],"facts":{"base_model":"llama-3","error_message":"the news of it is owed"},"silent":false,"ended_via":"webhook","heard_at":"2026-11-29T03:31:05.943738Z","stalled_at":null},"last_metrics":{},"curves":{},"chart_key":"","version":null,"evaluations_pending":0,"evaluation":null,"trouble":null,"public_url":"https://tunewatch.example.com"}','2026-11-29 03:31:05.943738',NULL);
INSERT INTO "effects" VALUES('ntf_33d61437498fafb733687628','deliver','ntf_33d61437498fafb733687628','job_9868d638778b904bc8da8acd','done','2026-11-29 03:31:05.943738',NULL,NULL,1,'delivered',NULL,'2026-11-29 03:31:05.943738','2026-11-29 03:31:05.963911');
CREATE TABLE evaluation_answers (
	evaluation_id TEXT NOT NULL, 
	candidate TEXT NOT NULL, 
	item_id TEXT NOT NULL, 
	asked INTEGER NOT NULL, 
	answer TEXT, 
	correct BOOLEAN, 
	input_tokens INTEGER, 
	output_tokens INTEGER, 
	latency_ms DOUBLE, 
	error TEXT, 
	CONSTRAINT pk_evaluation_answers PRIMARY KEY (evaluation_id, candidate, item_id)
);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_ab606d4fdd0b42b199687221',1,'billing',1,20,1,1.311101499982214591e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_683f3c1ce4946facc7f51ba4',1,'account',1,21,1,1.3021200999901338946e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_4c35729df38ac39ff83690b5',1,'account',1,20,1,8.40699499985930742695e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_a1fa42c5cb2031b5f7bf3a20',1,'billing',1,18,1,7.38232599996990757063e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_8315ce4772a5fe40970e0592',1,'billing',1,21,1,9.06649900002776121255e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_b2cd5bad635627fd1ce1c16a',1,'account',1,20,1,8.97553400000106194056e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_ee2f5515c88cd0a83c0da42e',1,'account',1,18,1,3.30971900007170916069e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_93c932c9d001b7f896293abe',1,'billing',1,18,1,8.44792600014443451073e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_ab606d4fdd0b42b199687221',1,'billing',1,20,1,4.47033099999316618777e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_683f3c1ce4946facc7f51ba4',1,'billing',0,21,1,4.94224499993833887856e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_4c35729df38ac39ff83690b5',1,'account',1,20,1,4.31775399988509889226e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_a1fa42c5cb2031b5f7bf3a20',1,'billing',1,18,1,4.24909100001968909054e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_8315ce4772a5fe40970e0592',1,'billing',1,21,1,6.5469399999074084917e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_b2cd5bad635627fd1ce1c16a',1,'returns',0,20,1,9.97590699989814311265e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_ee2f5515c88cd0a83c0da42e',1,'delivery',0,18,2,6.8475389998639,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_93c932c9d001b7f896293abe',1,'billing',1,18,1,6.06488100015667441766e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_aec7d9b3455cad54480cbda6',1,'delivery',1,23,2,1.03343809998932556482e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_381ead04eceaacefbd3a43f4',1,'account',1,23,1,1.00999419998970552114e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_03df838e6267d719c22e3bef',1,'returns',1,17,1,8.26535400005923293065e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_91d1945fb2602b5c7834a833',1,'returns',1,18,1,7.58295600007841130718e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_9c4489cc74de360a78c5ccae',1,'returns',1,16,1,1.2879139000006034621e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_1fa5e4a2f6c97d15d49bbd03',1,'delivery',1,19,2,6.12943700002688274253e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_1827b800c40c540d38f3ca6e',1,'delivery',1,22,2,1.15609819999917817767e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_c5e488589c688491bee058b4',1,'billing',1,18,1,1.08736659999522089492e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_aec7d9b3455cad54480cbda6',1,'delivery',1,23,2,1.11892170000373880611e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_381ead04eceaacefbd3a43f4',1,'account',1,23,1,1.09496600000511534744e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_03df838e6267d719c22e3bef',1,'returns',1,17,1,3.77969999999550054781e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_91d1945fb2602b5c7834a833',1,'returns',1,18,1,3.1553589999475661898e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_9c4489cc74de360a78c5ccae',1,'returns',1,16,1,7.95540199987954110838e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_1fa5e4a2f6c97d15d49bbd03',1,'delivery',1,19,2,7.26779599995097669307e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_1827b800c40c540d38f3ca6e',1,'billing',0,22,1,6.86223000002428307197e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_c5e488589c688491bee058b4',1,'billing',1,18,1,6.05857100003959203604e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_a914fd3461d68b03139f4bad',1,'delivery',1,21,2,4.10663799993926659226e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_5d49e8d6bb555be2cea94244',1,'account',1,20,1,3.92771099996025441214e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_4b9bad2605d8e1348041fb15',1,'returns',1,19,1,6.17024799998944217804e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_b57db5c5698100565c0bf24d',1,'delivery',1,23,2,5.63105299988819751888e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_a7ff4f71938764ba18f6e49c',1,'delivery',1,23,2,2.09055899995291838422e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_1dc030ffa0121274ecf95382',1,'billing',1,20,1,1.49760499994044948834e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_d37dd37e4519826654c7873f',1,'delivery',1,19,2,6.79588100001637940295e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_f53a345d72df4f2ad06ff1c6',1,'delivery',1,18,2,6.1755159999847819563e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_a914fd3461d68b03139f4bad',1,'delivery',1,21,2,5.37775499992676486726e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_5d49e8d6bb555be2cea94244',1,'account',1,20,1,5.1391289998719,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_4b9bad2605d8e1348041fb15',1,'returns',1,19,1,1.29120280000734055647e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_b57db5c5698100565c0bf24d',1,'returns',0,23,1,1.20128660000773379579e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_a7ff4f71938764ba18f6e49c',1,'delivery',1,23,2,8.13598099989576439838e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_1dc030ffa0121274ecf95382',1,'billing',1,20,1,1.05169439998462621588e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_d37dd37e4519826654c7873f',1,'delivery',1,19,2,3.51012800001626601442e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_f53a345d72df4f2ad06ff1c6',1,'returns',0,18,1,1.23444409998683113371e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_2211827e3909236acd4db601',1,'returns',1,18,1,3.2087079998746048659e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_cb19e2cd29ca0909f50ce5f2',1,'account',1,16,1,3.19829300019591755699e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_43f4d71c6b69dd50051f0fb9',1,'billing',1,16,1,2.61203700006262806709e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_ff05d4e6d7d0e3f1049e4e89',1,'billing',1,19,1,2.04374000009011069778e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_980a952d5577dd440acfb247',1,'billing',1,22,1,1.41576569999415369238e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_527b3a0c909832a9db032442',1,'billing',1,21,1,5.33296800017524219583e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_cd364bf461927cce295c8111',1,'account',1,22,1,1.04784870000003138557e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','tuned','itm_93bf4f043a1acd22c971b614',1,'account',1,22,1,5.71810300016295514069e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_2211827e3909236acd4db601',1,'returns',1,18,1,3.04134899988639517687e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_cb19e2cd29ca0909f50ce5f2',1,'account',1,16,1,3.47154100018087774515e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_43f4d71c6b69dd50051f0fb9',1,'billing',1,16,1,4.41136300014477455988e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_ff05d4e6d7d0e3f1049e4e89',1,'account',0,19,1,8.19058199999744829256e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_980a952d5577dd440acfb247',1,'billing',1,22,1,7.36775399991529411636e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_527b3a0c909832a9db032442',1,'billing',1,21,1,6.27472399992257123813e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_cd364bf461927cce295c8111',1,'account',1,22,1,5.58821899994654813781e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_d9a0ecb62627725335706b15','base','itm_93bf4f043a1acd22c971b614',1,'account',1,22,1,1.67719199998828116804e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_589b63615c48cd3d8bfa193e','tuned','itm_a0db8cfde8fc5f6495772cbe',0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_589b63615c48cd3d8bfa193e','tuned','itm_31b359c090a1280c78bb7a87',0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_589b63615c48cd3d8bfa193e','tuned','itm_217d38ee4018828fde9ef685',0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_589b63615c48cd3d8bfa193e','base','itm_a0db8cfde8fc5f6495772cbe',0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_589b63615c48cd3d8bfa193e','base','itm_31b359c090a1280c78bb7a87',0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_589b63615c48cd3d8bfa193e','base','itm_217d38ee4018828fde9ef685',0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_e4710e78b9014f8120dfe5de','tuned','itm_ab606d4fdd0b42b199687221',1,'delivery',0,20,2,3.27089100005650834646e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_e4710e78b9014f8120dfe5de','tuned','itm_683f3c1ce4946facc7f51ba4',1,'account',1,21,1,3.08936100009304936975e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_e4710e78b9014f8120dfe5de','tuned','itm_4c35729df38ac39ff83690b5',1,'account',1,20,1,1.58434399986617791e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_e4710e78b9014f8120dfe5de','tuned','itm_a1fa42c5cb2031b5f7bf3a20',1,'billing',1,18,1,1.13241999997626408003e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_e4710e78b9014f8120dfe5de','base','itm_ab606d4fdd0b42b199687221',1,'billing',1,20,1,4.22462400001677451655e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_e4710e78b9014f8120dfe5de','base','itm_683f3c1ce4946facc7f51ba4',1,'billing',0,21,1,4.13314799993713677395e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_e4710e78b9014f8120dfe5de','base','itm_4c35729df38ac39ff83690b5',1,'account',1,20,1,1.59729300003164098598e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_e4710e78b9014f8120dfe5de','base','itm_a1fa42c5cb2031b5f7bf3a20',1,'billing',1,18,1,1.07347199991636443883e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_e4710e78b9014f8120dfe5de','prompted','itm_ab606d4fdd0b42b199687221',1,'billing',1,27,1,4.54548399989107565488e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_e4710e78b9014f8120dfe5de','prompted','itm_683f3c1ce4946facc7f51ba4',1,'account',1,28,1,4.33642100006181863136e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_e4710e78b9014f8120dfe5de','prompted','itm_4c35729df38ac39ff83690b5',1,'account',1,27,1,1.88042600007065630052e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_e4710e78b9014f8120dfe5de','prompted','itm_a1fa42c5cb2031b5f7bf3a20',1,'billing',1,25,1,1.31837699996140145231e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_ab606d4fdd0b42b199687221',1,'billing',1,20,1,9.13547300001482653897e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_683f3c1ce4946facc7f51ba4',1,'delivery',0,21,2,1.07961399999112472869e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_4c35729df38ac39ff83690b5',1,'account',1,20,1,5.92394000000240339431e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_a1fa42c5cb2031b5f7bf3a20',1,'billing',1,18,1,5.82494200011751672718e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_8315ce4772a5fe40970e0592',1,'billing',1,21,1,2.81127500011280062608e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_b2cd5bad635627fd1ce1c16a',1,'account',1,20,1,2.09939299998040951322e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_ee2f5515c88cd0a83c0da42e',1,'account',1,18,1,2.23853099987536552362e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_93c932c9d001b7f896293abe',1,'billing',1,18,1,1.93930399996133928652e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_ab606d4fdd0b42b199687221',1,'billing',1,20,1,4.70011399988834455143e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_683f3c1ce4946facc7f51ba4',1,'billing',0,21,1,4.4091190000017377315e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_4c35729df38ac39ff83690b5',1,'account',1,20,1,4.68140599991784256417e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_a1fa42c5cb2031b5f7bf3a20',1,'billing',1,18,1,4.43055099981393141206e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_8315ce4772a5fe40970e0592',1,'billing',1,21,1,4.51898400001482514198e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_b2cd5bad635627fd1ce1c16a',1,'returns',0,20,1,4.07444000006762507837e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_ee2f5515c88cd0a83c0da42e',1,'delivery',0,18,2,4.89500399999087676405e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_93c932c9d001b7f896293abe',1,'billing',1,18,1,2.14115500011757831089e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_ab606d4fdd0b42b199687221',1,'billing',1,20,1,2.8990759999487636378e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_683f3c1ce4946facc7f51ba4',1,'account',1,21,1,2.68549799989159510005e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_4c35729df38ac39ff83690b5',1,'account',1,20,1,2.00448099985806038603e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_a1fa42c5cb2031b5f7bf3a20',1,'billing',1,18,1,1.49840599988237954676e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_8315ce4772a5fe40970e0592',1,'billing',1,21,1,2.12250700019467331003e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_b2cd5bad635627fd1ce1c16a',1,'account',1,20,1,1.55471000016405014321e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_ee2f5515c88cd0a83c0da42e',1,'account',1,18,1,4.0298230001099,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_93c932c9d001b7f896293abe',1,'billing',1,18,1,3.66178500007663387805e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_aec7d9b3455cad54480cbda6',1,'delivery',1,23,2,2.68134199995984090492e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_381ead04eceaacefbd3a43f4',1,'delivery',0,23,2,2.91673199990327702835e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_03df838e6267d719c22e3bef',1,'delivery',0,17,2,2.92730799992568790912e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_91d1945fb2602b5c7834a833',1,'returns',1,18,1,1.727387999835627852e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_9c4489cc74de360a78c5ccae',1,'returns',1,16,1,4.12378400005764,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_1fa5e4a2f6c97d15d49bbd03',1,'delivery',1,19,2,2.75577200000043376348e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_1827b800c40c540d38f3ca6e',1,'delivery',1,22,2,2.63670499998625,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_c5e488589c688491bee058b4',1,'billing',1,18,1,2.01412599994910124223e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_aec7d9b3455cad54480cbda6',1,'delivery',1,23,2,2.52356500004680128768e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_381ead04eceaacefbd3a43f4',1,'account',1,23,1,3.77823799999532639048e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_03df838e6267d719c22e3bef',1,'returns',1,17,1,2.60041100000307778827e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_91d1945fb2602b5c7834a833',1,'returns',1,18,1,2.64825199997176241595e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_9c4489cc74de360a78c5ccae',1,'returns',1,16,1,2.82329300011952,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_1fa5e4a2f6c97d15d49bbd03',1,'delivery',1,19,2,2.77167600006578140892e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_1827b800c40c540d38f3ca6e',1,'billing',0,22,1,2.88291199990453606005e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_c5e488589c688491bee058b4',1,'billing',1,18,1,1.99142199994639668148e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_aec7d9b3455cad54480cbda6',1,'delivery',1,23,2,3.18860800007314537651e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_381ead04eceaacefbd3a43f4',1,'account',1,23,1,2.86400400000275112688e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_03df838e6267d719c22e3bef',1,'returns',1,17,1,3.13179299996591,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_91d1945fb2602b5c7834a833',1,'returns',1,18,1,2.476735999835000257e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_9c4489cc74de360a78c5ccae',1,'returns',1,16,1,3.56095400002232054248e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_1fa5e4a2f6c97d15d49bbd03',1,'delivery',1,19,2,6.62896199992246693e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_1827b800c40c540d38f3ca6e',1,'delivery',1,22,2,2.71553200013841,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_c5e488589c688491bee058b4',1,'billing',1,18,1,2.00144699988413776736e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_a914fd3461d68b03139f4bad',1,'delivery',1,21,2,2.40922500006490736268e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_5d49e8d6bb555be2cea94244',1,'account',1,20,1,3.00502400000368652399e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_4b9bad2605d8e1348041fb15',1,'returns',1,19,1,3.8296550001177820377e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_b57db5c5698100565c0bf24d',1,'delivery',1,23,2,2.98943100005999440327e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_a7ff4f71938764ba18f6e49c',1,'delivery',1,23,2,2.99893500005055102519e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_1dc030ffa0121274ecf95382',1,'billing',1,20,1,2.15369300008205755148e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_d37dd37e4519826654c7873f',1,'delivery',1,19,2,2.95680199997150339186e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_f53a345d72df4f2ad06ff1c6',1,'delivery',1,18,2,2.74892200013709953054e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_a914fd3461d68b03139f4bad',1,'delivery',1,21,2,2.5416329999643494375e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_5d49e8d6bb555be2cea94244',1,'account',1,20,1,2.38225499992950062733e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_4b9bad2605d8e1348041fb15',1,'returns',1,19,1,2.17555699987315165344e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_b57db5c5698100565c0bf24d',1,'returns',0,23,1,1.63672200005748891271e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_a7ff4f71938764ba18f6e49c',1,'delivery',1,23,2,2.71437099991089780814e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_1dc030ffa0121274ecf95382',1,'billing',1,20,1,1.55933699988963780924e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_d37dd37e4519826654c7873f',1,'delivery',1,19,2,2.2511999998187093297e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_f53a345d72df4f2ad06ff1c6',1,'returns',0,18,1,1.58269200005634047556e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_a914fd3461d68b03139f4bad',1,'delivery',1,21,2,2.16708400012066704221e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_5d49e8d6bb555be2cea94244',1,'account',1,20,1,2.63181700006498431321e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_4b9bad2605d8e1348041fb15',1,'returns',1,19,1,3.17731099994489341042e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_b57db5c5698100565c0bf24d',1,'delivery',1,23,2,2.78012900002977403346e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_a7ff4f71938764ba18f6e49c',1,'delivery',1,23,2,1.91681000001153734046e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_1dc030ffa0121274ecf95382',1,'billing',1,20,1,2.1866429999590764055e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_d37dd37e4519826654c7873f',1,'delivery',1,19,2,1.95054999994681566022e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_f53a345d72df4f2ad06ff1c6',1,'delivery',1,18,2,1.46977300005346478428e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_2211827e3909236acd4db601',1,'returns',1,18,1,2.37547500000800937414e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_cb19e2cd29ca0909f50ce5f2',1,'billing',0,16,1,2.6301349998902878724e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_43f4d71c6b69dd50051f0fb9',1,'returns',0,16,1,1.59144499980357068125e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_ff05d4e6d7d0e3f1049e4e89',1,'billing',1,19,1,2.22037300000010873191e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_980a952d5577dd440acfb247',1,'billing',1,22,1,1.78872900005444535054e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_527b3a0c909832a9db032442',1,'returns',0,21,1,2.71972800010189530439e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_cd364bf461927cce295c8111',1,'account',1,22,1,1.98101599994515709113e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','tuned','itm_93bf4f043a1acd22c971b614',1,'account',1,22,1,1.35307899995495972689e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_2211827e3909236acd4db601',1,'returns',1,18,1,4.6628479999526462052e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_cb19e2cd29ca0909f50ce5f2',1,'account',1,16,1,6.20933599998352292459e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_43f4d71c6b69dd50051f0fb9',1,'billing',1,16,1,2.20915599993531941436e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_ff05d4e6d7d0e3f1049e4e89',1,'account',0,19,1,2.69730500008336093742e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_980a952d5577dd440acfb247',1,'billing',1,22,1,2.21792000002096756361e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_527b3a0c909832a9db032442',1,'billing',1,21,1,2.32380799980092,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_cd364bf461927cce295c8111',1,'account',1,22,1,1.92761699986476742196e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','base','itm_93bf4f043a1acd22c971b614',1,'account',1,22,1,1.50067999993552803061e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_2211827e3909236acd4db601',1,'returns',1,18,1,2.37210900013451464474e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_cb19e2cd29ca0909f50ce5f2',1,'account',1,16,1,2.6289130000805016607e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_43f4d71c6b69dd50051f0fb9',1,'billing',1,16,1,2.34111300005679368041e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_ff05d4e6d7d0e3f1049e4e89',1,'billing',1,19,1,1.8085789999986445764e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_980a952d5577dd440acfb247',1,'billing',1,22,1,3.29482700021799246314e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_527b3a0c909832a9db032442',1,'billing',1,21,1,2.38317699995604925788e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_cd364bf461927cce295c8111',1,'account',1,22,1,2.0867839998572890181e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_9f0bfa79aa57ce49723bd776','previous','itm_93bf4f043a1acd22c971b614',1,'account',1,22,1,1.84278000006088404916e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_3c37729de9130fd09b53d54d','tuned','itm_ab606d4fdd0b42b199687221',1,'delivery',0,20,2,13.2142989998556,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_3c37729de9130fd09b53d54d','tuned','itm_683f3c1ce4946facc7f51ba4',1,'account',1,21,1,1.37200540000321780098e+01,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_3c37729de9130fd09b53d54d','tuned','itm_4c35729df38ac39ff83690b5',1,'account',1,20,1,1.81713200004196551162e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_3c37729de9130fd09b53d54d','tuned','itm_a1fa42c5cb2031b5f7bf3a20',1,'billing',1,18,1,4.27616100000705046113e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_3c37729de9130fd09b53d54d','base','itm_ab606d4fdd0b42b199687221',1,'billing',1,20,1,4.68356900000799214467e+00,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_3c37729de9130fd09b53d54d','base','itm_683f3c1ce4946facc7f51ba4',1,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_3c37729de9130fd09b53d54d','base','itm_4c35729df38ac39ff83690b5',1,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "evaluation_answers" VALUES('eff_3c37729de9130fd09b53d54d','base','itm_a1fa42c5cb2031b5f7bf3a20',1,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE evaluations (
	id TEXT NOT NULL, 
	version_id TEXT NOT NULL, 
	suite TEXT NOT NULL, 
	state TEXT NOT NULL, 
	"plan" TEXT NOT NULL, 
	result TEXT, 
	verdict TEXT, 
	created_at DATETIME NOT NULL, 
	started_at DATETIME, 
	finished_at DATETIME, 
	CONSTRAINT pk_evaluations PRIMARY KEY (id)
);
INSERT INTO "evaluations" VALUES('eff_3e57f50084861ee96e0dc2a7','ver_67534ffbf4fd26f8b138f37a','given-up','waiting','{"tuned":{"account":"openai-main","model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:tone-v1:408b3dee","system":null,"label":"tone v1"},"base":{"account":"openai-main","model":"gpt-4.1-mini-2025-04-14","system":null,"label":"base"}}',NULL,NULL,'2026-11-29 03:29:15.795688',NULL,NULL);
INSERT INTO "evaluations" VALUES('eff_5af97fde816493b0b6a8b633','ver_65324d85f27e72ac4d1b051f','support-intent','finished','{"tuned":{"account":"lab","model":"support-bot-v2","system":null,"label":"support-bot v1","state":"not_servable","reason":"account lab: base_url is not an http(s) URL"},"base":{"account":"lab","model":"Qwen/Qwen3-8B","system":null,"label":"base","state":"not_servable","reason":"account lab: base_url is not an http(s) URL"}}','{"sentences":["leakage: 1 of 32 held-out items stands word for word in the training file, which flatters support-bot v1","not servable: support-bot v1 did not answer (account lab: base_url is not an http(s) URL)","not servable: base did not answer (account lab: base_url is not an http(s) URL)"],"challenger":"support-bot v1","items":32,"items_digest":"9401cef39dc1de4648336527","pairs":{},"pairs_with_leaked":{},"leaked":["itm_93bf4f043a1acd22c971b614"],"asked_twice":0,"not_servable":{"support-bot v1":"account lab: base_url is not an http(s) URL","base":"account lab: base_url is not an http(s) URL"}}','not servable','2026-11-29 03:29:17.646604','2026-11-29 03:29:18.032635','2026-11-29 03:29:18.035552');
INSERT INTO "evaluations" VALUES('eff_6136c011e29d6ba9d69530c8','ver_fab10d378e2f5a254d308f18','support-intent','waiting','{"tuned":{"account":"runpod","model":"acme/support-bot","system":null,"label":"support-bot v2"},"previous":{"account":"lab","model":"support-bot-v2","system":null,"label":"support-bot v1"}}',NULL,NULL,'2026-11-29 03:29:37.492562',NULL,NULL);
INSERT INTO "evaluations" VALUES('eff_d9a0ecb62627725335706b15','ver_c9dd486270fcd5e3bf328f20','support-intent','finished','{"tuned":{"account":"openai-main","model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:70b3fb87","system":null,"label":"support-triage v1","state":"ended","failures":0},"base":{"account":"openai-main","model":"gpt-4.1-mini-2025-04-14","system":null,"label":"base","state":"ended","failures":0}}','{"sentences":["leakage: 1 of 32 held-out items stands word for word in the training file, which flatters support-triage v1","better than base: 100.0 % against 78.1 % on 32 items, +21.9 points (95 % CI 6.6–38.8), p = 0.0156","without the leaked items: better than base: 100.0 % against 77.4 % on 31 items, +22.6 points (95 % CI 6.9–39.8), p = 0.0156","support-triage v1: 100.0 % right on 32 items (95 % CI 89.3–100.0); 631 tokens in, 40 out, $0.0006; median 7 ms","base: 78.1 % right on 32 items (95 % CI 61.2–89.0); 631 tokens in, 38 out, $0.0006; median 6 ms"],"challenger":"support-triage v1","items":32,"items_digest":"9401cef39dc1de4648336527","pairs":{"base":{"word":"better","table":{"both":24,"gained":7,"lost":0,"neither":0},"difference_points":22.58064516129032,"low_points":6.874654352249151,"high_points":39.81241838334206,"p_value":0.015625,"more_items":null,"alpha":0.05,"n":31}},"pairs_with_leaked":{"base":{"word":"better","table":{"both":25,"gained":7,"lost":0,"neither":0},"difference_points":21.875,"low_points":6.623063727552692,"high_points":38.75499364924353,"p_value":0.015625,"more_items":null,"alpha":0.05,"n":32}},"leaked":["itm_93bf4f043a1acd22c971b614"],"asked_twice":0,"not_servable":{}}','better','2026-11-29 03:29:41.426447','2026-11-29 03:29:41.765299','2026-11-29 03:29:42.384090');
INSERT INTO "evaluations" VALUES('eff_589b63615c48cd3d8bfa193e','ver_2f71fdc7f3f9463ffa18d5c0','capitals','finished','{"tuned":{"account":"openai-main","model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:intent-v1:91ecbc81","system":null,"label":"intent v1","state":"ended","stopped_at":"max_tokens"},"base":{"account":"openai-main","model":"gpt-4.1-mini-2025-04-14","system":null,"label":"base","state":"ended"}}','{"sentences":["undecided against base: no item was answered by both","stopped at budget (max_tokens 20): of 3 items, intent v1 answered 0, base answered 0"],"challenger":"intent v1","items":3,"items_digest":"448e3959322f572928c82792","pairs":{"base":{"word":"undecided","table":{"both":0,"gained":0,"lost":0,"neither":0},"difference_points":0.0,"low_points":-100.0,"high_points":100.0,"p_value":1.0,"more_items":null,"alpha":0.05,"n":0}},"pairs_with_leaked":{},"leaked":[],"asked_twice":0,"not_servable":{}}','undecided','2026-11-29 03:29:43.661611','2026-11-29 03:29:43.808860','2026-11-29 03:29:43.824676');
INSERT INTO "evaluations" VALUES('eff_e4710e78b9014f8120dfe5de','ver_12e01206c7b1c9dff632fb60','small','finished','{"tuned":{"account":"openai-main","model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-2:9ab5ea48","system":null,"label":"legacy-bot v2","state":"ended","failures":0},"base":{"account":"openai-main","model":"gpt-4.1-mini-2025-04-14","system":null,"label":"base","state":"ended","failures":0},"prompted":{"account":"openai-main","model":"gpt-4.1-nano-2025-04-14","system":"Name one team.","label":"prompted","state":"ended","failures":0}}','{"sentences":["undecided against base: 75.0 % against 75.0 % on 4 items, 0.0 points (95 % CI −55.2 to 55.2), p = 1.0000, no difference seen: how many more items would decide cannot be said","undecided against prompted: 75.0 % against 100.0 % on 4 items, −25.0 points (95 % CI −69.9 to 28.1), p = 1.0000, about 25 more items needed","legacy-bot v2: 75.0 % right on 4 items (95 % CI 30.1–95.4); 79 tokens in, 5 out; median 2 ms","base: 75.0 % right on 4 items (95 % CI 30.1–95.4); 79 tokens in, 4 out; median 3 ms","prompted: 100.0 % right on 4 items (95 % CI 51.0–100.0); 107 tokens in, 4 out; median 3 ms"],"challenger":"legacy-bot v2","items":4,"items_digest":"2bb11f76946fd31d2ebda0f8","pairs":{"base":{"word":"undecided","table":{"both":2,"gained":1,"lost":1,"neither":0},"difference_points":0.0,"low_points":-55.221705527613395,"high_points":55.221705527613395,"p_value":1.0,"more_items":null,"alpha":0.05,"n":4},"prompted":{"word":"undecided","table":{"both":3,"gained":0,"lost":1,"neither":0},"difference_points":-25.0,"low_points":-69.9358157417598,"high_points":28.08272784865774,"p_value":1.0,"more_items":25,"alpha":0.05,"n":4}},"pairs_with_leaked":{},"leaked":[],"asked_twice":0,"not_servable":{}}','undecided','2026-11-29 03:29:59.562106','2026-11-29 03:29:59.683346','2026-11-29 03:29:59.721097');
INSERT INTO "evaluations" VALUES('eff_342b6210b5fef049b8197eec','ver_6362d75c8897a52d25a48e60','support-intent','finished','{"tuned":{"account":"together","model":"ml_00000001","system":null,"label":"support-bot v3","state":"not_servable","reason":"needs an endpoint: no endpoint has a deployment of this model''s own"},"base":{"account":"together","model":"Qwen/Qwen3-8B","system":null,"label":"base"},"previous":{"account":"runpod","model":"acme/support-bot","system":null,"label":"support-bot v2"}}','{"sentences":["leakage: 1 of 32 held-out items stands word for word in the training file, which flatters support-bot v3","not servable: support-bot v3 did not answer (needs an endpoint: no endpoint has a deployment of this model''s own)"],"challenger":"support-bot v3","items":32,"items_digest":"9401cef39dc1de4648336527","pairs":{},"pairs_with_leaked":{},"leaked":["itm_93bf4f043a1acd22c971b614"],"asked_twice":0,"not_servable":{"support-bot v3":"needs an endpoint: no endpoint has a deployment of this model''s own"}}','not servable','2026-11-29 03:30:16.709055','2026-11-29 03:30:16.790011','2026-11-29 03:30:16.792206');
INSERT INTO "evaluations" VALUES('eff_9f0bfa79aa57ce49723bd776','ver_6e1bee9b6920cef82445f002','support-intent','finished','{"tuned":{"account":"openai-main","model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v3:751ab705","system":null,"label":"support-triage v2","state":"ended","failures":0},"base":{"account":"openai-main","model":"gpt-4.1-mini-2025-04-14","system":null,"label":"base","state":"ended","failures":0},"previous":{"account":"openai-main","model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:70b3fb87","system":null,"label":"support-triage v1","state":"ended","failures":0}}','{"sentences":["leakage: 1 of 32 held-out items stands word for word in the training file, which flatters support-triage v2","undecided against base: 81.2 % against 78.1 % on 32 items, +3.1 points (95 % CI −17.2 to 23.2), p = 1.0000, about 2,700 more items needed","without the leaked items: undecided against base: 80.6 % against 77.4 % on 31 items, +3.2 points (95 % CI −17.7 to 23.8), p = 1.0000, about 2,600 more items needed","worse than support-triage v1: 81.2 % against 100.0 % on 32 items, −18.8 points (95 % CI −35.3 to −4.2), p = 0.0312","without the leaked items: worse than support-triage v1: 80.6 % against 100.0 % on 31 items, −19.4 points (95 % CI −36.3 to −4.4), p = 0.0312","support-triage v2: 81.2 % right on 32 items (95 % CI 64.7–91.1); 631 tokens in, 43 out, $0.0006; median 3 ms","base: 78.1 % right on 32 items (95 % CI 61.2–89.0); 631 tokens in, 38 out, $0.0006; median 3 ms","support-triage v1: 100.0 % right on 32 items (95 % CI 89.3–100.0); 631 tokens in, 40 out, $0.0006; median 2 ms"],"challenger":"support-triage v2","items":32,"items_digest":"9401cef39dc1de4648336527","pairs":{"base":{"word":"undecided","table":{"both":19,"gained":6,"lost":5,"neither":1},"difference_points":3.225806451612903,"low_points":-17.69840547379065,"high_points":23.83164472328075,"p_value":1.0,"more_items":2644,"alpha":0.05,"n":31},"support-triage v1":{"word":"worse","table":{"both":25,"gained":0,"lost":6,"neither":0},"difference_points":-19.35483870967742,"low_points":-36.280257811795465,"high_points":-4.356595603602023,"p_value":0.03125,"more_items":null,"alpha":0.05,"n":31}},"pairs_with_leaked":{"base":{"word":"undecided","table":{"both":20,"gained":6,"lost":5,"neither":1},"difference_points":3.125,"low_points":-17.21470430477023,"high_points":23.182669705666115,"p_value":1.0,"more_items":2729,"alpha":0.05,"n":32},"support-triage v1":{"word":"worse","table":{"both":26,"gained":0,"lost":6,"neither":0},"difference_points":-18.75,"low_points":-35.309155201375965,"high_points":-4.186264754017816,"p_value":0.03125,"more_items":null,"alpha":0.05,"n":32}},"leaked":["itm_93bf4f043a1acd22c971b614"],"asked_twice":0,"not_servable":{}}','undecided','2026-11-29 03:31:04.958841','2026-11-29 03:31:05.214145','2026-11-29 03:31:05.480425');
INSERT INTO "evaluations" VALUES('eff_3c37729de9130fd09b53d54d','ver_12e01206c7b1c9dff632fb60','small','running','{"tuned":{"account":"openai-main","model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-2:9ab5ea48","system":null,"label":"legacy-bot v2","state":"asking"},"base":{"account":"openai-main","model":"gpt-4.1-mini-2025-04-14","system":null,"label":"base","state":"asking"},"prompted":{"account":"openai-main","model":"gpt-4.1-nano-2025-04-14","system":"Name one team.","label":"prompted","state":"asking"}}',NULL,NULL,'2026-11-29 03:31:05.727255','2026-11-29 03:31:05.896381',NULL);
CREATE TABLE history (
	id INTEGER NOT NULL, 
	job_id TEXT NOT NULL, 
	cause_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	via TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	provider_status TEXT NOT NULL, 
	advanced BOOLEAN NOT NULL, 
	CONSTRAINT pk_history PRIMARY KEY (id), 
	CONSTRAINT uq_history_job_id_cause_id UNIQUE (job_id, cause_id)
);
INSERT INTO "history" VALUES(1,'job_31810dc7aea3511af227464e','fa037ff6692f8c68','snapshot','poll','2026-11-29 03:29:11.573543',NULL,'failed','failed',1);
INSERT INTO "history" VALUES(2,'job_bd4fa253ffdb3dab284ca028','93dbdf5491cadd6f','snapshot','poll','2026-11-29 03:29:11.573543',NULL,'succeeded','succeeded',1);
INSERT INTO "history" VALUES(3,'job_c4313eb8ece847bc2eb3650d','c0faf7e3c50302a0','snapshot','poll','2026-11-29 03:29:11.573543',NULL,'succeeded','succeeded',1);
INSERT INTO "history" VALUES(4,'job_44ec385692a5203d3882d6c8','in_0e47d62159183d7244b43d5f','snapshot','webhook','2026-11-29 03:29:11.670381',NULL,'cancelled','cancelled',1);
INSERT INTO "history" VALUES(5,'job_2b2a1bcb66b07fbc05871032','e25ad9fb6b8aa1e8','snapshot','poll','2026-11-29 03:29:15.460173',NULL,'succeeded','succeeded',1);
INSERT INTO "history" VALUES(6,'job_d239f610d17a6e7c520d7c33','in_766fa07c123c50144ea618b9','snapshot','webhook','2026-11-29 03:29:17.126475',NULL,'created','created',1);
INSERT INTO "history" VALUES(7,'job_e2a8aed6880fc6c1028e17b8','in_cb2c2e8868fa19802e300f38','snapshot','webhook','2026-11-29 03:29:17.135785',NULL,'queued','queued',1);
INSERT INTO "history" VALUES(8,'job_af367a837757f7801f24942c','in_cc7dbb2dcae7194e18ceb813','snapshot','webhook','2026-11-29 03:29:17.149061',NULL,'validating','validating',1);
INSERT INTO "history" VALUES(9,'job_93fab49ce1c67c6e08d85453','in_0e786a0d2d49ab9484824610','snapshot','webhook','2026-11-29 03:29:17.165440',NULL,'finishing','finishing',1);
INSERT INTO "history" VALUES(10,'job_6a7b9cd1e0411f980f6d3f8a','in_c0cf0088ccb4c5e935f354c2','snapshot','webhook','2026-11-29 03:29:17.188922',NULL,'paused','paused',1);
INSERT INTO "history" VALUES(11,'job_9cc13e9a334531b0e1c2473f','in_4128e146f3d2b990f17ed4f4','snapshot','webhook','2026-11-29 03:29:17.224616',NULL,'unknown','warming_up',1);
INSERT INTO "history" VALUES(12,'job_a42bc1c399c390d89e22d586','in_a83badeb62d8d6bca7c3675e','snapshot','webhook','2026-11-29 03:29:17.252585',NULL,'running','running',1);
INSERT INTO "history" VALUES(13,'job_9904048ae4f5dc2fe28f7cbd','in_f3f608c501da853915d630a1','snapshot','webhook','2026-11-29 03:29:17.288759',NULL,'running','running',1);
INSERT INTO "history" VALUES(14,'job_8538db61164e0418341021a1','in_37e32c4dd488cc014ed8b171','snapshot','webhook','2026-11-29 03:29:17.310064',NULL,'running','running',1);
INSERT INTO "history" VALUES(15,'job_b788c001a7a9f6c5b3d50691','in_f0855ef5433ed8440ae6d98f','snapshot','webhook','2026-11-29 03:29:17.324790',NULL,'succeeded','completed',1);
INSERT INTO "history" VALUES(16,'job_9603461e1d20ae4560582049','in_a0ecf1d5ef0b558c6f8cbab2','snapshot','webhook','2026-11-29 03:29:17.361396',NULL,'failed','error',1);
INSERT INTO "history" VALUES(17,'job_68633b78fdc9bee8fb09c22f','in_134f1e8c37f338951336fbaa','snapshot','webhook','2026-11-29 03:29:17.379433',NULL,'failed','failed',1);
INSERT INTO "history" VALUES(18,'job_68633b78fdc9bee8fb09c22f','in_73db350b739fcf496236d4ae','snapshot','webhook','2026-11-29 03:29:17.399167','failed','running','running',1);
INSERT INTO "history" VALUES(19,'job_69b1669a2e63904726acb8d9','in_ce4d5075055accca86c1921c','snapshot','webhook','2026-11-29 03:29:17.425748',NULL,'expired','expired',1);
INSERT INTO "history" VALUES(20,'job_8d58f036029ba450c88b3502','in_98f80bfe65ade67a36de0cb9','snapshot','webhook','2026-11-29 03:29:17.448452',NULL,'cancelled','canceled',1);
INSERT INTO "history" VALUES(21,'job_b63c40fd97255cf5c0e0fab9','in_573a3af8cc655487757d5152','snapshot','webhook','2026-11-29 03:29:31.269637',NULL,'running','running',1);
INSERT INTO "history" VALUES(22,'job_b63c40fd97255cf5c0e0fab9','in_ea2193ad7f119dbfc1c35db1','snapshot','webhook','2026-11-29 03:29:31.287645','running','failed','failed',1);
INSERT INTO "history" VALUES(23,'job_2f34aa8db728dadea7662882','in_7451cc5e0b400f02fee29160','snapshot','webhook','2026-11-29 03:29:31.301319',NULL,'running','running',1);
INSERT INTO "history" VALUES(24,'job_ab23922c98d8b0275d51d3dc','in_f6eb77ee72f69f600ec5c6f4','snapshot','webhook','2026-11-29 03:29:31.315748',NULL,'running','running',1);
INSERT INTO "history" VALUES(25,'job_306ce5c9047e8802377a765b','in_64066347f30f4869e0665bb2','snapshot','webhook','2026-11-29 03:29:31.325397',NULL,'running','running',1);
INSERT INTO "history" VALUES(26,'job_ab23922c98d8b0275d51d3dc','in_8777b4d90c658bb49aef59cc','snapshot','webhook','2026-11-29 03:29:31.330484','running','running','running',1);
INSERT INTO "history" VALUES(27,'job_d873d7876d82dd8381311038','in_a985106ea5af70bda0398dde','snapshot','webhook','2026-11-29 03:29:31.689768',NULL,'running','processing',1);
INSERT INTO "history" VALUES(28,'job_d873d7876d82dd8381311038','in_afa38a8a857f16a0a3e8d381','snapshot','webhook','2026-11-29 03:29:33.504401','running','succeeded','succeeded',1);
INSERT INTO "history" VALUES(29,'job_52da9da6aaf597e04c13e0e7','b8b581ef456823e2','snapshot','poll','2026-11-29 03:29:36.237949',NULL,'succeeded','COMPLETED',1);
INSERT INTO "history" VALUES(30,'job_cef257f28603c697ae1519e0','in_609bc45673c084df20bd676f','hint','webhook','2026-11-29 03:29:37.164819',NULL,NULL,'job.succeeded',0);
INSERT INTO "history" VALUES(31,'job_cef257f28603c697ae1519e0','c591707cc67c3a55','snapshot','webhook','2026-11-29 03:29:37.181800',NULL,'succeeded','COMPLETED',1);
INSERT INTO "history" VALUES(32,'job_40cf9243569d9b1380317f38','c5c4c36945d9bff7','snapshot','poll','2026-11-29 03:29:37.237633',NULL,'queued','IN_QUEUE',1);
INSERT INTO "history" VALUES(33,'job_a876c010ba52b2893a392385','in_997690a5e90d02ad9c832d7d','hint','webhook','2026-11-29 03:29:39.544113',NULL,NULL,'fine_tuning.job.failed',0);
INSERT INTO "history" VALUES(34,'job_a876c010ba52b2893a392385','1125e80dfc24c3ea','snapshot','webhook','2026-11-29 03:29:39.548227',NULL,'failed','failed',1);
INSERT INTO "history" VALUES(35,'job_76766bd0e21f85b850ad8fb4','in_d31ce5fec32b89da8f82bead','hint','webhook','2026-11-29 03:29:39.744188',NULL,NULL,'fine_tuning.job.failed',0);
INSERT INTO "history" VALUES(36,'job_76766bd0e21f85b850ad8fb4','2c201f5dd326cad9','snapshot','webhook','2026-11-29 03:29:39.749051',NULL,'failed','failed',1);
INSERT INTO "history" VALUES(37,'job_ac40fbd95c830cf15e264c3f','in_1575749631f97130b0a235bf','hint','webhook','2026-11-29 03:29:41.104411',NULL,NULL,'fine_tuning.job.succeeded',0);
INSERT INTO "history" VALUES(38,'job_ac40fbd95c830cf15e264c3f','f57975b23705bc03','snapshot','webhook','2026-11-29 03:29:41.108585',NULL,'succeeded','succeeded',1);
INSERT INTO "history" VALUES(39,'job_8ac27b05bd5b8aa31d0f2996','e423664aa8392c6e','snapshot','poll','2026-11-29 03:29:43.312764',NULL,'running','running',1);
INSERT INTO "history" VALUES(40,'job_e0e8bf6393f96b65e7e524ec','a5744f3c86fb0e3b','snapshot','poll','2026-11-29 03:29:43.312764',NULL,'paused','paused',1);
INSERT INTO "history" VALUES(41,'job_e109c3da0f59d53a59cf8567','11ef3c3a6722d6bf','snapshot','poll','2026-11-29 03:29:43.312764',NULL,'running','running',1);
INSERT INTO "history" VALUES(42,'job_0268da64ca5adf1c5b9782fd','70f7bb782c66177b','snapshot','poll','2026-11-29 03:29:43.347289',NULL,'succeeded','succeeded',1);
INSERT INTO "history" VALUES(43,'job_1f1acf0caa82ea7b37c96e97','65fcc2873d73cc77','snapshot','poll','2026-11-29 03:29:43.347289',NULL,'cancelled','cancelled',1);
INSERT INTO "history" VALUES(44,'job_8ac27b05bd5b8aa31d0f2996','in_54ea815a498b93e9403b150a','hint','webhook','2026-11-29 03:29:43.448770',NULL,NULL,'fine_tuning.job.succeeded',0);
INSERT INTO "history" VALUES(45,'job_e109c3da0f59d53a59cf8567','in_e417ccfc09a31bd7e49d9fd7','hint','webhook','2026-11-29 03:29:43.449475',NULL,NULL,'fine_tuning.job.cancelled',0);
INSERT INTO "history" VALUES(46,'job_d9963c19e943edf53c36f988','in_9ca6a9067ce1e7b8d4568b05','hint','webhook','2026-11-29 03:29:43.449780',NULL,NULL,'fine_tuning.job.succeeded',0);
INSERT INTO "history" VALUES(47,'job_e109c3da0f59d53a59cf8567','3b65c75294a0fdee','snapshot','poll','2026-11-29 03:29:43.469337','running','cancelled','cancelled',1);
INSERT INTO "history" VALUES(48,'job_b524ff0397ba569029d17ea7','in_c0ecdf87d987d4194f37f710','snapshot','webhook','2026-11-29 03:29:59.579820',NULL,'running','running',1);
INSERT INTO "history" VALUES(49,'job_5e30dada569473c654ea3fb0','794c90fee6fbe60c','snapshot','poll','2026-11-29 03:30:16.384111',NULL,'succeeded','completed',1);
INSERT INTO "history" VALUES(50,'job_9d938d715ef09c95d7a5ec40','ad0e6cb19c33c6fe','snapshot','poll','2026-11-29 03:30:16.384111',NULL,'failed','user_error',1);
INSERT INTO "history" VALUES(51,'job_9904048ae4f5dc2fe28f7cbd','stalled 2026-11-29 03:29:17.288759+00:00','stalled','sweep','2026-11-29 03:30:50.527774','running','running','running',0);
INSERT INTO "history" VALUES(52,'job_a42bc1c399c390d89e22d586','stalled 2026-11-29 03:29:17.252585+00:00','stalled','sweep','2026-11-29 03:30:50.527774','running','running','running',0);
INSERT INTO "history" VALUES(53,'job_9904048ae4f5dc2fe28f7cbd','in_34fc30f505b7cced9e8683e6','snapshot','webhook','2026-11-29 03:30:50.557950','running','running','running',1);
INSERT INTO "history" VALUES(54,'job_9904048ae4f5dc2fe28f7cbd','evt_290c15c37ff71ff70c078873','recovered','webhook','2026-11-29 03:30:50.557950','running','running','running',0);
INSERT INTO "history" VALUES(55,'job_8ac27b05bd5b8aa31d0f2996','evt_047c6bb045901597695a4013','forgotten','poll','2026-11-29 03:31:04.587817','running',NULL,'404',0);
INSERT INTO "history" VALUES(56,'job_d9963c19e943edf53c36f988','evt_0af26c142eea1710d0f2e1e9','unknown_to_provider','poll','2026-11-29 03:31:04.599226','unknown',NULL,'404',0);
INSERT INTO "history" VALUES(57,'job_8ac27b05bd5b8aa31d0f2996','in_335cee787409746ae86d7f69','hint','webhook','2026-11-29 03:31:04.626034',NULL,NULL,'fine_tuning.job.succeeded',0);
INSERT INTO "history" VALUES(58,'job_8ac27b05bd5b8aa31d0f2996','05e70bc2d6bfd3ae','snapshot','webhook','2026-11-29 03:31:04.635944','running','succeeded','succeeded',1);
INSERT INTO "history" VALUES(59,'job_8dc3f87964a461ac8ec0ece6','5133480e1e961976','snapshot','poll','2026-11-29 03:31:05.693933',NULL,'running','running',1);
INSERT INTO "history" VALUES(60,'job_8dc3f87964a461ac8ec0ece6','in_01b64e3c8fee4f342509b174','hint','webhook','2026-11-29 03:31:05.927060',NULL,NULL,'fine_tuning.job.failed',0);
INSERT INTO "history" VALUES(61,'job_9868d638778b904bc8da8acd','in_23570f1c7b42aa04938498ea','snapshot','webhook','2026-11-29 03:31:05.943738',NULL,'failed','failed',1);
CREATE TABLE inbound (
	id TEXT NOT NULL, 
	account TEXT NOT NULL, 
	delivery_id TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	received_at DATETIME NOT NULL, 
	event_type TEXT, 
	job_id TEXT, 
	problem TEXT, 
	content_type TEXT NOT NULL, 
	body BLOB NOT NULL, 
	body_hash TEXT NOT NULL, head TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_inbound PRIMARY KEY (id)
);
INSERT INTO "inbound" VALUES('in_0e47d62159183d7244b43d5f','lab','msg_cancelled-1_1','accepted','2026-11-29 03:29:11.630638','cancelled','job_44ec385692a5203d3882d6c8',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A202263616E63656C6C65642D31222C2022737461747573223A202263616E63656C6C6564222C202273657175656E6365223A20312C20226E616D65223A2022746F6C6420746F2061206368616E6E656C207468617420697320636C6F736564227D','5af22934f3aac2b2bba4dab0bd2b8ebe','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_cancelled-1_1
webhook-timestamp: 1795922951
webhook-signature: v1,8KWLFtNeNIBhbfIItAA9ZDt0irQEftzaAhFbZjYbl6E=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 118');
INSERT INTO "inbound" VALUES('in_766fa07c123c50144ea618b9','lab','msg_job-created_1','accepted','2026-11-29 03:29:17.118945','created','job_d239f610d17a6e7c520d7c33',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20226A6F622D63726561746564222C2022737461747573223A202263726561746564222C202273657175656E6365223A20312C20226E616D65223A202261206A6F6220746861742069732063726561746564227D','daf7c047e541769b698bcb3489e4aeb7','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_job-created_1
webhook-timestamp: 1795922957
webhook-signature: v1,KTn8ezdicNgA5jSDkRDhs33e9cD5xDVS3tEEaZLWve8=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 105');
INSERT INTO "inbound" VALUES('in_cb2c2e8868fa19802e300f38','lab','msg_job-queued_1','accepted','2026-11-29 03:29:17.132764','queued','job_e2a8aed6880fc6c1028e17b8',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20226A6F622D717565756564222C2022737461747573223A2022717565756564222C202273657175656E6365223A20312C20226E616D65223A202261206A6F62207468617420697320717565756564227D','b4431bd3d10830cb95ffce51c4e72246','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_job-queued_1
webhook-timestamp: 1795922957
webhook-signature: v1,4nTNq9PK/ClLZhgI/x03xVc300qwp1MOwQR4uHClZyc=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 102');
INSERT INTO "inbound" VALUES('in_cc7dbb2dcae7194e18ceb813','lab','msg_job-validating_1','accepted','2026-11-29 03:29:17.145968','validating','job_af367a837757f7801f24942c',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20226A6F622D76616C69646174696E67222C2022737461747573223A202276616C69646174696E67222C202273657175656E6365223A20312C20226E616D65223A202261206A6F6220746861742069732076616C69646174696E67227D','fb4339d9f998740cb7590e816ebbe8fd','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_job-validating_1
webhook-timestamp: 1795922957
webhook-signature: v1,cLN15OIResfdIfG/FSnMZVso893ioTqX0iHbRpMSt38=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 114');
INSERT INTO "inbound" VALUES('in_0e786a0d2d49ab9484824610','lab','msg_job-finishing_1','accepted','2026-11-29 03:29:17.160245','finishing','job_93fab49ce1c67c6e08d85453',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20226A6F622D66696E697368696E67222C2022737461747573223A202266696E697368696E67222C202273657175656E6365223A20312C20226E616D65223A202261206A6F6220746861742069732066696E697368696E67227D','b66192d7a5b961c15a33dc2c5527ac77','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_job-finishing_1
webhook-timestamp: 1795922957
webhook-signature: v1,71UngzFVa7wkGBeTIHr6liIVp+EwyOFuYZ3/5oTTc0o=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 111');
INSERT INTO "inbound" VALUES('in_c0cf0088ccb4c5e935f354c2','lab','msg_job-paused_1','accepted','2026-11-29 03:29:17.174277','paused','job_6a7b9cd1e0411f980f6d3f8a',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20226A6F622D706175736564222C2022737461747573223A2022706175736564222C202273657175656E6365223A20312C20226E616D65223A202261206A6F62207468617420697320706175736564227D','e699a10cf5a4a2e8b7d870597da53641','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_job-paused_1
webhook-timestamp: 1795922957
webhook-signature: v1,CVvjY8DIP2VgFHSC9/7YcSxI8c1hP/TnWs5olfevZzM=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 102');
INSERT INTO "inbound" VALUES('in_4128e146f3d2b990f17ed4f4','lab','msg_job-warming_up_1','accepted','2026-11-29 03:29:17.205609','warming_up','job_9cc13e9a334531b0e1c2473f',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20226A6F622D7761726D696E675F7570222C2022737461747573223A20227761726D696E675F7570222C202273657175656E6365223A20312C20226E616D65223A202261206A6F622074686174206973207761726D696E675F7570227D','e3a2d1939080b64f26e5a61eff5c340a','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_job-warming_up_1
webhook-timestamp: 1795922957
webhook-signature: v1,6fUVk0GG1bW24K9smlqqRKItp5EQ3QKemGARedduScg=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 114');
INSERT INTO "inbound" VALUES('in_a83badeb62d8d6bca7c3675e','lab','msg_silent-1_1','accepted','2026-11-29 03:29:17.236069','running','job_a42bc1c399c390d89e22d586',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A202273696C656E742D31222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20312C20226865617274626561745F73223A20312C2022626173655F6D6F64656C223A20226C6C616D612D33222C2022746F74616C5F7374657073223A2039307D','b26037dda82890b811467e1e80c2e8af','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_silent-1_1
webhook-timestamp: 1795922957
webhook-signature: v1,GZ7hmTFpMhogsOvnmtkuwSgNdfS7gdOON6azQsMjK3Q=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 131');
INSERT INTO "inbound" VALUES('in_f3f608c501da853915d630a1','lab','msg_silent-2_1','accepted','2026-11-29 03:29:17.269540','running','job_9904048ae4f5dc2fe28f7cbd',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A202273696C656E742D32222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20312C20226865617274626561745F73223A20317D','0fe565827ddb9992beb659389cda1f2a','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_silent-2_1
webhook-timestamp: 1795922957
webhook-signature: v1,7wk/TIsfot0ejIeqnZV5cjvf7XU6PVanAGB8lYtZdZI=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 87');
INSERT INTO "inbound" VALUES('in_37e32c4dd488cc014ed8b171','lab','msg_odd-name_1','accepted','2026-11-29 03:29:17.303726','running','job_8538db61164e0418341021a1',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20226F64642D6E616D65222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20312C20226E616D65223A20225C75323031635A5C7530306663726963685C7532303164205C75643833645C75646538322069742773203130302025205C5C205C7530303030203C623E26616D703B3C2F623E5C74746162222C20226D657472696373223A207B22747261696E5F6C6F7373223A20302E357D2C202273746570223A20337D','9ed99d7e750aebb9b4da6a3677854eb3','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_odd-name_1
webhook-timestamp: 1795922957
webhook-signature: v1,228qBn71Cl1ADFqs5WiexrmV/6SLHhVF5P/RADedtng=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 199');
INSERT INTO "inbound" VALUES('in_f0855ef5433ed8440ae6d98f','lab','msg_run-42_31','accepted','2026-11-29 03:29:17.318903','completed','job_b788c001a7a9f6c5b3d50691',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A202272756E2D3432222C2022737461747573223A2022636F6D706C65746564222C202273657175656E6365223A2033312C2022617474656D7074223A20322C20226F636375727265645F6174223A20313739353433323530302C20226E616D65223A2022737570706F727420626F74222C20226D6F64656C5F6E616D65223A2022737570706F72742D626F74222C2022737566666978223A20227632222C2022626173655F6D6F64656C223A20225177656E2F5177656E332D3842222C202274756E65645F6D6F64656C223A2022737570706F72742D626F742D7632222C20226D6574686F64223A20226C6F7261222C20226879706572706172616D6574657273223A207B226C6561726E696E675F72617465223A20302E303030312C20226C6F72615F72616E6B223A2031367D2C2022747261696E696E675F66696C65223A202273333A2F2F646174612F747261696E2E6A736F6E6C222C202276616C69646174696F6E5F66696C65223A202273333A2F2F646174612F76616C69642E6A736F6E6C222C2022646174617365745F68617368223A202239663836643038313838346337643635396132666561613063353561643031356133626634663162326230623832326364313564366331356230663030613038222C202273656564223A2034322C2022747261696E65645F746F6B656E73223A20313331303732302C2022636F73745F757364223A2031322E352C2022737461727465645F6174223A2022323032362D31312D32335431303A30303A30302B30303A3030222C202273746570223A203330302C2022746F74616C5F7374657073223A203330302C20226D657472696373223A207B22747261696E5F6C6F7373223A20302E31352C20226576616C5F6C6F7373223A20302E32377D2C20226D65746164617461223A207B22676974223A202234663263316430222C202274616773223A205B22737570706F7274222C20227632225D7D2C2022636865636B706F696E7473223A205B7B226964223A2022636B70742D333030222C202273746570223A203330302C20226D6F64656C223A2022737570706F72742D626F742D763240333030222C20226D657472696373223A207B226576616C5F6C6F7373223A20302E32377D7D5D2C202261727469666163745F757269223A202268663A2F2F61636D652F737570706F72742D626F744063333739653832222C2022646174617365745F686173686573223A207B22747261696E2E6A736F6E6C223A20227368613235363A39663836643038313838346337643635227D2C20226861726477617265223A202231782041313030203830204742227D','2a57067936eeb41ac222b1d0d50c93f9','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_run-42_31
webhook-timestamp: 1795922957
webhook-signature: v1,Ht2ILoluVQzdBu9U8aIVkw3wJZKjCYQlIAzJy2kcycY=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 991');
INSERT INTO "inbound" VALUES('in_a0ecf1d5ef0b558c6f8cbab2','lab','msg_run-43_2','accepted','2026-11-29 03:29:17.348979','error','job_9603461e1d20ae4560582049',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A202272756E2D3433222C2022737461747573223A20226572726F72222C202273657175656E6365223A20322C20226F636375727265645F6174223A2022323032362D31312D32335431313A30303A30302B30313A3030222C202273746570223A2031322C20226572726F72223A207B22636F6465223A2022637564615F6F6F6D222C20226D657373616765223A202243554441206F7574206F66206D656D6F7279206F6E2072616E6B2033222C2022706172616D223A20227065725F6465766963655F62617463685F73697A65227D2C2022657869745F636F6465223A202D392C20227369676E616C223A20225349474B494C4C222C20226C6F675F7461696C223A2022737465702031325C6E4B696C6C65645C6E222C20226865617274626561745F73223A2033307D','82b01bbaf5c47467f85d8ec67e578fdd','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_run-43_2
webhook-timestamp: 1795922957
webhook-signature: v1,vtp8SkFuEPKjA406Myayj22utvB4w1uHn1yUQzsRbZ8=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 319');
INSERT INTO "inbound" VALUES('in_134f1e8c37f338951336fbaa','lab','msg_revived_1','accepted','2026-11-29 03:29:17.369821','failed','job_68633b78fdc9bee8fb09c22f',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A202272657669766564222C2022737461747573223A20226661696C6564222C202273657175656E6365223A20312C20226572726F72223A20226F7574206F66206D656D6F7279227D','238239cd092c8cbc1f854c5d6b29696e','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_revived_1
webhook-timestamp: 1795922957
webhook-signature: v1,NMTDtcVnWPt5obX/NZPSoq9BwYpjradY+KdQJfrRZW4=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 93');
INSERT INTO "inbound" VALUES('in_73db350b739fcf496236d4ae','lab','msg_revived_2','accepted','2026-11-29 03:29:17.390712','running','job_68633b78fdc9bee8fb09c22f',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A202272657669766564222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20322C2022617474656D7074223A20322C20226D657472696373223A207B22747261696E5F6C6F7373223A20302E32357D2C202273746570223A20377D','2ee2d00914b55e7a84847a356a1cb92a','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_revived_2
webhook-timestamp: 1795922957
webhook-signature: v1,pqKbb69QfUnOcvQBvZ4G58UfWgI7bhuc0CH0vUwXwQ4=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 126');
INSERT INTO "inbound" VALUES('in_ce4d5075055accca86c1921c','lab','msg_expired-1_1','accepted','2026-11-29 03:29:17.419104','expired','job_69b1669a2e63904726acb8d9',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A2022657870697265642D31222C2022737461747573223A202265787069726564222C202273657175656E6365223A20312C20226E616D65223A2022746F6C6420746F206E6F626F6479227D','d99220db81b151e407ef6ab2880dc3bf','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_expired-1_1
webhook-timestamp: 1795922957
webhook-signature: v1,3dxICkvvhdGQJo5P7pU6ufLYHqzq0R5osvwQgvLa9L4=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 96');
INSERT INTO "inbound" VALUES('in_98f80bfe65ade67a36de0cb9','lab','msg_cancelled-2_1','accepted','2026-11-29 03:29:17.440434','canceled','job_8d58f036029ba450c88b3502',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A202263616E63656C6C65642D32222C2022737461747573223A202263616E63656C6564222C202273657175656E6365223A20317D','3a398a08390cb3a94f0ce9db3a26bec0','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_cancelled-2_1
webhook-timestamp: 1795922957
webhook-signature: v1,+TNx310HmCtT1+Rlv0rknEnC+zOdN2YRxt7OmlqW92Q=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 73');
INSERT INTO "inbound" VALUES('in_573a3af8cc655487757d5152','lab','msg_overtaken_1','accepted','2026-11-29 03:29:31.265710','running','job_b63c40fd97255cf5c0e0fab9',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20226F76657274616B656E222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20317D','fcd99823e5dabbc0a52ba3d81ec11bbb','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_overtaken_1
webhook-timestamp: 1795922971
webhook-signature: v1,2cAojJU9/xMpuAOJTaP5TvUGqOLNRdIcDkRogjdde9Y=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 70');
INSERT INTO "inbound" VALUES('in_ea2193ad7f119dbfc1c35db1','lab','msg_overtaken_2','accepted','2026-11-29 03:29:31.278814','failed','job_b63c40fd97255cf5c0e0fab9',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20226F76657274616B656E222C2022737461747573223A20226661696C6564222C202273657175656E6365223A20322C20226572726F72223A2022697420656E646564206265666F7265206974732073746172742077617320746F6C64227D','7c532cb9adcf240a827edd465393d09f','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_overtaken_2
webhook-timestamp: 1795922971
webhook-signature: v1,s1Lm12Rf51koJKSoTCkVRyvYMtqiMfAZwnQwmpZ7vJY=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 116');
INSERT INTO "inbound" VALUES('in_7451cc5e0b400f02fee29160','lab','sha256-b4bde57e14a1a8884a1a624f409f167e','accepted','2026-11-29 03:29:31.293013','running','job_2f34aa8db728dadea7662882',NULL,'application/octet-stream',X'7B2276657273696F6E223A312C226A6F62223A226B756265666C6F772D31222C22737461747573223A2272756E6E696E67222C226F636375727265645F6174223A22323032362D31312D32365432313A34303A32392E3636373637322B30303A3030222C2273746570223A32302C22746F74616C5F7374657073223A3230302C22657374696D617465645F66696E6973685F6174223A22323032362D31312D32365432313A34303A33392E3636373637322B30303A3030222C226D657472696373223A7B22677261645F6E6F726D223A6E756C6C2C226C6561726E696E675F72617465223A302E30303030322C2265706F6368223A302E332C22747261696E5F6C6F7373223A312E353331327D7D','b4bde57e14a1a8884a1a624f409f167e','POST /ingest/lab/kubeflow-1
Host: 127.0.0.1:24156
Authorization: ***
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 427
Content-Type: application/octet-stream');
INSERT INTO "inbound" VALUES('in_f6eb77ee72f69f600ec5c6f4','lab','msg_twice','accepted','2026-11-29 03:29:31.297664','running','job_ab23922c98d8b0275d51d3dc',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20227477696365222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20317D','74c2c5a488b8a8c45cc018279f3a1fd0','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_twice
webhook-timestamp: 1795922971
webhook-signature: v1,yUESqIwqKyRGLPTr1kBSr1bVKqaD5oOAIuKgBnKBbDA=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66');
INSERT INTO "inbound" VALUES('in_64066347f30f4869e0665bb2','lab','msg_own','accepted','2026-11-29 03:29:31.296237','running','job_306ce5c9047e8802377a765b',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20226F776E2D736563726574222C2022737461747573223A202272756E6E696E67227D','a5caafeea19fdeff40185fc9ae158bfe','POST /webhooks/lab/own-secret
Host: 127.0.0.1:24156
webhook-id: msg_own
webhook-timestamp: 1795922971
webhook-signature: v1,ChiIN/Al/KO1/crpTwbDsfOdpLdDI34Sw7l4yIYhNZE=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 56');
INSERT INTO "inbound" VALUES('in_b5820c4b566932a24b12b8d6','lab','','missing_header','2026-11-29 03:29:31.310070',NULL,NULL,NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20227477696365222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20317D','74c2c5a488b8a8c45cc018279f3a1fd0','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: 
webhook-timestamp: 1795922971
webhook-signature: v1,yUESqIwqKyRGLPTr1kBSr1bVKqaD5oOAIuKgBnKBbDA=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66');
INSERT INTO "inbound" VALUES('in_8777b4d90c658bb49aef59cc','lab','msg_twice','delivery_id_reused','2026-11-29 03:29:31.305343','running','job_ab23922c98d8b0275d51d3dc',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20227477696365222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20327D','ed81510109ed5ac5b74bd6653ccc95eb','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_twice
webhook-timestamp: 1795922971
webhook-signature: v1,vxpqyhcg13LFtxrpMsTkEPL0adfuaKgDOakGiHWbNRU=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66');
INSERT INTO "inbound" VALUES('in_4258c54a029494540cab255a','lab','msg_twice','duplicate','2026-11-29 03:29:31.300966',NULL,NULL,NULL,'application/json',X'','74c2c5a488b8a8c45cc018279f3a1fd0','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_twice
webhook-timestamp: 1795922971
webhook-signature: v1,yUESqIwqKyRGLPTr1kBSr1bVKqaD5oOAIuKgBnKBbDA=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66');
INSERT INTO "inbound" VALUES('in_2214e9c6915a13ba8d5d69a7','lab','','bad_timestamp','2026-11-29 03:29:31.310899',NULL,NULL,NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20227477696365222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20317D','74c2c5a488b8a8c45cc018279f3a1fd0','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_twice
webhook-timestamp: yesterday
webhook-signature: v1,yUESqIwqKyRGLPTr1kBSr1bVKqaD5oOAIuKgBnKBbDA=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66');
INSERT INTO "inbound" VALUES('in_d5769dfeb44247eb3d049462','lab','','other_job','2026-11-29 03:29:31.320285',NULL,NULL,NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20227477696365222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20317D','74c2c5a488b8a8c45cc018279f3a1fd0','POST /webhooks/lab/another
Host: 127.0.0.1:24156
webhook-id: msg_other
webhook-timestamp: 1795922971
webhook-signature: v1,1d9/YJEMQ/d6MSTdsPk8rQ8p4PDPnyEn680F0B1yfCM=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66');
INSERT INTO "inbound" VALUES('in_313031bf20b50d8c6035f505','openai-main','','no_progress_here','2026-11-29 03:29:31.322136',NULL,NULL,NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20227477696365222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20317D','74c2c5a488b8a8c45cc018279f3a1fd0','POST /ingest/openai-main/***
Host: 127.0.0.1:24156
webhook-id: msg_twice
webhook-timestamp: 1795922971
webhook-signature: v1,yUESqIwqKyRGLPTr1kBSr1bVKqaD5oOAIuKgBnKBbDA=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66');
INSERT INTO "inbound" VALUES('in_e489aa740e0c408af9c266e2','lab','msg_2','not_utf8','2026-11-29 03:29:31.316336',NULL,NULL,NULL,'application/json',X'FFFE','b3d510ef04275ca8e698e5b3cbb0ece3','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_2
webhook-timestamp: 1795922971
webhook-signature: v1,acrJW8ZwopzDv6214DH2DO4dPMwXj/Yih24MOezlG1I=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 2');
INSERT INTO "inbound" VALUES('in_501b869ea5dc05d25b11936d','lab','msg_8','not_json','2026-11-29 03:29:31.316795',NULL,NULL,NULL,'application/json',X'6E6F74204A534F4E','62b8125a6f6d924ec53345b5fcd58ca3','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_8
webhook-timestamp: 1795922971
webhook-signature: v1,uV2/7C3vQihz/HgyHNSYxUr+9fufexIbZV4LggY/r+g=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 8');
INSERT INTO "inbound" VALUES('in_1b063af1ee5e3960590c0b43','lab','msg_14','wrong_shape','2026-11-29 03:29:31.317337',NULL,NULL,NULL,'application/json',X'7B2276657273696F6E223A20317D','c3aa9744214caf6eb993d6f88f3f1dda','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_14
webhook-timestamp: 1795922971
webhook-signature: v1,pSBKf/FN1kw0bX771wX1mfgaKWvFgN8APB4DrNs/bQk=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 14');
INSERT INTO "inbound" VALUES('in_5a792d78c3fa0ee8326149f7','lab','msg_313','not_json','2026-11-29 03:29:31.317835',NULL,NULL,NULL,'application/json',X'7878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787B2276657273696F6E223A2032','0ca3a19e76b42680fb1c4bc7061d91b4','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_313
webhook-timestamp: 1795922971
webhook-signature: v1,vjRD8kp2aHQVnoEc2vM7ktfUKj70qlO9JBCH5Nd0Fuk=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 313');
INSERT INTO "inbound" VALUES('in_0cb702b71168dd88229dd078','lab-without-secret','','no_secret','2026-11-29 03:29:31.318974',NULL,NULL,NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20227477696365222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20317D','74c2c5a488b8a8c45cc018279f3a1fd0','POST /webhooks/lab-without-secret
Host: 127.0.0.1:24156
webhook-id: msg_twice
webhook-timestamp: 1795922971
webhook-signature: v1,yUESqIwqKyRGLPTr1kBSr1bVKqaD5oOAIuKgBnKBbDA=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66');
INSERT INTO "inbound" VALUES('in_83a1cd43077a033f24991eb2','lab','','signature_mismatch','2026-11-29 03:29:31.312569',NULL,NULL,NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20227477696365222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20317D','74c2c5a488b8a8c45cc018279f3a1fd0','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_twice
webhook-timestamp: 1795922971
webhook-signature: ***
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66');
INSERT INTO "inbound" VALUES('in_aada2ae62eba4904ccbcc47e','lab','','signature_mismatch','2026-11-29 03:29:31.313760',NULL,NULL,NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20227477696365222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20317D','74c2c5a488b8a8c45cc018279f3a1fd0','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_twice
webhook-timestamp: 1795922971
webhook-signature: v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66');
INSERT INTO "inbound" VALUES('in_13b8861d229bb1ac1bd1171c','lab','','timestamp_too_old','2026-11-29 03:29:31.314400',NULL,NULL,NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20227477696365222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20317D','74c2c5a488b8a8c45cc018279f3a1fd0','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_shifted
webhook-timestamp: 1795919371
webhook-signature: v1,Aom6PYcKOHy76Bn8W4ApY+LpQqWJLZrjMJSynQcWReY=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66');
INSERT INTO "inbound" VALUES('in_06170a077836d3a52e1f1b17','lab','','timestamp_in_future','2026-11-29 03:29:31.314776',NULL,NULL,NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20227477696365222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20317D','74c2c5a488b8a8c45cc018279f3a1fd0','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_shifted
webhook-timestamp: 1795926571
webhook-signature: v1,YuFH3e7i42JlfG+VMsPh6k/6IBlkRNnCyHKgtWBn9ZE=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66');
INSERT INTO "inbound" VALUES('in_0a8245ee5c01badb0ec3385b','lab','','body_too_large','2026-11-29 03:29:31.340573',NULL,NULL,NULL,'application/json',X'','e3b0c44298fc1c149afbf4c8996fb924','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_twice
webhook-timestamp: 1795922971
webhook-signature: v1,yUESqIwqKyRGLPTr1kBSr1bVKqaD5oOAIuKgBnKBbDA=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 10000001');
INSERT INTO "inbound" VALUES('in_35a571a239dc2fdb9e77df5f','lab','','body_incomplete','2026-11-29 03:29:31.357071',NULL,NULL,NULL,'',X'7B','021fb596db81e6d02bf3d2586ee3981f','POST /webhooks/lab
Host: lab
Content-Length: 500');
INSERT INTO "inbound" VALUES('in_b526a42d4784976f7b6fdea3','openai-main','wh_other','accepted','2026-11-29 03:29:31.379727','response.completed',NULL,NULL,'application/json',X'7B0A20226964223A20226576745F3638356330353961653361343831393039626463383638313962303636666236222C0A20226F626A656374223A20226576656E74222C0A2022637265617465645F6174223A20313735303836313231302C0A202274797065223A2022726573706F6E73652E636F6D706C65746564222C0A202264617461223A207B0A2020226964223A2022726573705F313233220A207D0A7D0A','5a28bbadc435b686b106dbf76157cbe0','POST /webhooks/openai-main
Host: 127.0.0.1:24156
webhook-id: wh_other
webhook-timestamp: 1795922971
webhook-signature: v1,9kxf2mHLyi8zarzeY+gkMr/lg2i/3f6Wh+eSwD1flnw=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 162');
INSERT INTO "inbound" VALUES('in_a985106ea5af70bda0398dde','replicate','msg_8d9509593e5e9536108d2086','accepted','2026-11-29 03:29:31.686925','processing','job_d873d7876d82dd8381311038',NULL,'application/json',X'7B226964223A20226163636663313739636133623034356139356533396564356164222C20226D6F64656C223A202261636D652F6C616E67756167652D747261696E6572222C202276657273696F6E223A202264613737626335396565363034323332373966643633326566623437393561623733316439653363613937303565663333343130393166623938396237656166222C2022736F75726365223A2022617069222C2022737461747573223A202270726F63657373696E67222C2022696E707574223A207B22747261696E5F64617461223A202268747470733A2F2F6578616D706C652E636F6D2F7469636B6574732E6A736F6E6C222C20226E756D5F747261696E5F65706F636873223A20337D2C20226F7574707574223A206E756C6C2C20226572726F72223A206E756C6C2C20226C6F6773223A2022446F776E6C6F6164696E672074686520646174615C6E547261696E696E675C6E222C20226D657472696373223A207B7D2C2022637265617465645F6174223A2022323032362D31312D32395430333A32393A33312E3338353132395A222C202275726C73223A207B22776562223A202268747470733A2F2F7265706C69636174652E636F6D2F702F6163636663313739636133623034356139356533396564356164222C2022676574223A2022687474703A2F2F3132372E302E302E313A34303231312F76312F747261696E696E67732F6163636663313739636133623034356139356533396564356164222C202263616E63656C223A2022687474703A2F2F3132372E302E302E313A34303231312F76312F747261696E696E67732F61636366633137396361336230343561393565333965643561642F63616E63656C227D2C2022737461727465645F6174223A2022323032362D31312D32395430333A32393A33312E3638353631375A227D','3066c88673bab89e24d33141281032f5','POST /webhooks/replicate
Host: 127.0.0.1:24156
Content-Type: application/json
webhook-id: msg_8d9509593e5e9536108d2086
webhook-timestamp: 1795922971
webhook-signature: v1,yo5P3s9/RI+MXDhXIrOKEKcjqPCuzBBg1xJ4tDisSk0=
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 682');
INSERT INTO "inbound" VALUES('in_afa38a8a857f16a0a3e8d381','replicate','msg_d5c771f82b4d5106434bd955','accepted','2026-11-29 03:29:33.492981','succeeded','job_d873d7876d82dd8381311038',NULL,'application/json',X'7B226964223A20226163636663313739636133623034356139356533396564356164222C20226D6F64656C223A202261636D652F6C616E67756167652D747261696E6572222C202276657273696F6E223A202264613737626335396565363034323332373966643633326566623437393561623733316439653363613937303565663333343130393166623938396237656166222C2022736F75726365223A2022617069222C2022737461747573223A2022737563636565646564222C2022696E707574223A207B22747261696E5F64617461223A202268747470733A2F2F6578616D706C652E636F6D2F7469636B6574732E6A736F6E6C222C20226E756D5F747261696E5F65706F636873223A20337D2C20226F7574707574223A207B2276657273696F6E223A202261636D652F696E74656E743A32386362626237663231353531343062313063366466356362303066323234643339343031326639326334376632626532613061343764323465393035356233222C202277656967687473223A202268747470733A2F2F7265706C69636174652E64656C69766572792F73696D756C617465642F61636366633137396361336230343561393565333965643561642F747261696E65645F6D6F64656C2E746172227D2C20226572726F72223A206E756C6C2C20226C6F6773223A2022446F776E6C6F6164696E672074686520646174615C6E547261696E696E675C6E737465702032302F313030206C6F73733D312E303535385C6E737465702034302F313030206C6F73733D302E363936375C6E737465702036302F313030206C6F73733D302E353837375C6E737465702038302F313030206C6F73733D302E343236385C6E73746570203130302F313030206C6F73733D302E343038315C6E222C20226D657472696373223A207B22707265646963745F74696D65223A20312E3830363532312C2022746F74616C5F74696D65223A20312E3830363532317D2C2022637265617465645F6174223A2022323032362D31312D32395430333A32393A33312E3338353132395A222C202275726C73223A207B22776562223A202268747470733A2F2F7265706C69636174652E636F6D2F702F6163636663313739636133623034356139356533396564356164222C2022676574223A2022687474703A2F2F3132372E302E302E313A34303231312F76312F747261696E696E67732F6163636663313739636133623034356139356533396564356164222C202263616E63656C223A2022687474703A2F2F3132372E302E302E313A34303231312F76312F747261696E696E67732F61636366633137396361336230343561393565333965643561642F63616E63656C227D2C2022737461727465645F6174223A2022323032362D31312D32395430333A32393A33312E3638353631375A222C2022636F6D706C657465645F6174223A2022323032362D31312D32395430333A32393A33332E3439323133385A227D','25da9a2a5a5d77742ea2a9a8d6748022','POST /webhooks/replicate
Host: 127.0.0.1:24156
Content-Type: application/json
webhook-id: msg_d5c771f82b4d5106434bd955
webhook-timestamp: 1795922973
webhook-signature: v1,ekubeaamT6hF24In1/OYFB1T14SadiOjXE3q96I7koY=
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 1085');
INSERT INTO "inbound" VALUES('in_afadc35f5fc64d7dfc294ab7','hub','sha256-3ac4a36f2b64946b7978f0f2a41864b2','accepted','2026-11-29 03:29:35.604608','repo.content.update',NULL,NULL,'application/json',X'7B226576656E74223A207B22616374696F6E223A2022757064617465222C202273636F7065223A20227265706F2E636F6E74656E74227D2C20227265706F223A207B2274797065223A20226D6F64656C222C20226E616D65223A202261636D652F737570706F72742D626F74222C20226964223A2022633664623333313834656438306464313738336434623831222C202270726976617465223A20747275652C202275726C223A207B22776562223A202268747470733A2F2F68756767696E67666163652E636F2F61636D652F737570706F72742D626F74222C2022617069223A202268747470733A2F2F68756767696E67666163652E636F2F6170692F6D6F64656C732F61636D652F737570706F72742D626F74227D2C202268656164536861223A202230386531653030613266613033346165383066313438323663363839333733663235303539613062222C20226F776E6572223A207B226964223A2022356539656366633034393537303533663630363438613365227D7D2C20227570646174656452656673223A205B7B22726566223A2022726566732F68656164732F6D61696E222C20226F6C64536861223A206E756C6C2C20226E6577536861223A202230386531653030613266613033346165383066313438323663363839333733663235303539613062227D5D2C2022776562686F6F6B223A207B226964223A2022363339306538353565333064393230393431316465393362222C202276657273696F6E223A20337D7D','3ac4a36f2b64946b7978f0f2a41864b2','POST /webhooks/hub
Host: 127.0.0.1:24156
X-Webhook-Secret: ***
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 558
Content-Type: application/json');
INSERT INTO "inbound" VALUES('in_609bc45673c084df20bd676f','runpod','sha256-c1c375ac8dbc6fbc4a962832d086e6dd','accepted','2026-11-29 03:29:37.126467','job.succeeded','job_cef257f28603c697ae1519e0',NULL,'application/json',X'7B226964223A202230303030303030312D303030302D343030302D383030302D3030303030303030303030312D7531222C2022737461747573223A2022434F4D504C45544544222C202264656C617954696D65223A203330302C2022776F726B65724964223A20226A74663465333034377078756872222C2022657865637574696F6E54696D65223A20313231302C20226F7574707574223A207B226875625F6D6F64656C5F6964223A202261636D652F737570706F72742D626F74222C20226D6F64656C5F6E616D65223A2022737570706F72742D626F74222C2022747261696E5F6C6F7373223A20302E367D7D','c1c375ac8dbc6fbc4a962832d086e6dd','POST /webhooks/runpod/***
Host: 127.0.0.1:24156
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 239');
INSERT INTO "inbound" VALUES('in_cd9513cfe65fc273c5bbf82e','runpod','sha256-c1c375ac8dbc6fbc4a962832d086e6dd','duplicate','2026-11-29 03:29:37.647583',NULL,NULL,NULL,'application/json',X'','c1c375ac8dbc6fbc4a962832d086e6dd','POST /webhooks/runpod/***
Host: 127.0.0.1:24156
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 239');
INSERT INTO "inbound" VALUES('in_997690a5e90d02ad9c832d7d','openai-research','wh_ef56966d497bd2f226bf91eb40528c08','accepted','2026-11-29 03:29:39.541425','fine_tuning.job.failed','job_a876c010ba52b2893a392385',NULL,'application/json',X'7B226F626A656374223A226576656E74222C226964223A226576745F3263333363376562623838323337613561323936316434303666323166633839222C2274797065223A2266696E655F74756E696E672E6A6F622E6661696C6564222C22637265617465645F6174223A313739353932323937392C2264617461223A7B226964223A2266746A6F622D393536656163623162633631346564316265343231636439227D7D','f050eeb27622810826f869e42a80a282','POST /webhooks/openai-research
Host: 127.0.0.1:24156
User-Agent: OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)
Content-Type: application/json
webhook-id: wh_ef56966d497bd2f226bf91eb40528c08
webhook-timestamp: 1795922979
webhook-signature: v1,hOkaXICoWedAF6oHY5ZGZSayq7avstNVfTSCvCURKjU=
Accept: */*
Accept-Encoding: gzip, deflate
Content-Length: 165');
INSERT INTO "inbound" VALUES('in_d31ce5fec32b89da8f82bead','openai-main','wh_304ecf256fdb8dfb3c5972c8387034cf','accepted','2026-11-29 03:29:39.740483','fine_tuning.job.failed','job_76766bd0e21f85b850ad8fb4',NULL,'application/json',X'7B226F626A656374223A226576656E74222C226964223A226576745F6239643530393236323536353038303561333163383439323635396264643062222C2274797065223A2266696E655F74756E696E672E6A6F622E6661696C6564222C22637265617465645F6174223A313739353932323937392C2264617461223A7B226964223A2266746A6F622D313462386161353264613936303565363634656138613433227D7D','02c47bc65eadd9fab0bb30b2a65926b3','POST /webhooks/openai-main
Host: 127.0.0.1:24156
User-Agent: OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)
Content-Type: application/json
webhook-id: wh_304ecf256fdb8dfb3c5972c8387034cf
webhook-timestamp: 1795922979
webhook-signature: v1,iiG/X60LWi4pBYLOUOR7Lnl9f21VYW16eJBxuWd44Q0=
Accept: */*
Accept-Encoding: gzip, deflate
Content-Length: 165');
INSERT INTO "inbound" VALUES('in_1575749631f97130b0a235bf','openai-main','wh_3297f0ae35b85aae0b92e1d8a0bfb512','accepted','2026-11-29 03:29:41.094900','fine_tuning.job.succeeded','job_ac40fbd95c830cf15e264c3f',NULL,'application/json',X'7B226F626A656374223A226576656E74222C226964223A226576745F6563303031663966306536333338643864646365313866643237333730343365222C2274797065223A2266696E655F74756E696E672E6A6F622E737563636565646564222C22637265617465645F6174223A313739353932323938312C2264617461223A7B226964223A2266746A6F622D333565663163376430613336613163633032326437656662227D7D','4b356c52041e5f6307e9cdb3879636a1','POST /webhooks/openai-main
Host: 127.0.0.1:24156
User-Agent: OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)
Content-Type: application/json
webhook-id: wh_3297f0ae35b85aae0b92e1d8a0bfb512
webhook-timestamp: 1795922981
webhook-signature: v1,0JkWlteB2RK/RAceDFdGjnThDAAOW8OoISkNhg1RuCg=
Accept: */*
Accept-Encoding: gzip, deflate
Content-Length: 168');
INSERT INTO "inbound" VALUES('in_54ea815a498b93e9403b150a','openai-main','wh_ftjob-b0fcd63abbbe6fae71eff553','accepted','2026-11-29 03:29:43.393559','fine_tuning.job.succeeded','job_8ac27b05bd5b8aa31d0f2996',NULL,'application/json',X'7B226F626A656374223A20226576656E74222C20226964223A20226576745F66746A6F622D623066636436336162626265366661653731656666353533222C202274797065223A202266696E655F74756E696E672E6A6F622E737563636565646564222C202264617461223A207B226964223A202266746A6F622D623066636436336162626265366661653731656666353533227D7D','e77fad843eae82865dffb230a316adfd','POST /webhooks/openai-main
Host: 127.0.0.1:24156
webhook-id: wh_ftjob-b0fcd63abbbe6fae71eff553
webhook-timestamp: 1795922983
webhook-signature: v1,wNqBNO2FdDLAaP43UuF8Uw2Rk2+vO+T697YaIhHNcUI=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 150');
INSERT INTO "inbound" VALUES('in_e417ccfc09a31bd7e49d9fd7','openai-main','wh_6efd5fcdb1d61bc0c13960d90e47b3e9','accepted','2026-11-29 03:29:43.386537','fine_tuning.job.cancelled','job_e109c3da0f59d53a59cf8567',NULL,'application/json',X'7B226F626A656374223A226576656E74222C226964223A226576745F3664613033633136323636346237343038343734303063643230653664626261222C2274797065223A2266696E655F74756E696E672E6A6F622E63616E63656C6C6564222C22637265617465645F6174223A313739353932323938332C2264617461223A7B226964223A2266746A6F622D396664643764656464343234623438316531343032313734227D7D','b3e24e994992ef85b6c75fc7d2de5b5f','POST /webhooks/openai-main
Host: 127.0.0.1:24156
User-Agent: OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)
Content-Type: application/json
webhook-id: wh_6efd5fcdb1d61bc0c13960d90e47b3e9
webhook-timestamp: 1795922983
webhook-signature: v1,x8IVQmPoIcJMZgYHcfGONK1NVz4r74ATADXWNjW9wgI=
Accept: */*
Accept-Encoding: gzip, deflate
Content-Length: 168');
INSERT INTO "inbound" VALUES('in_9ca6a9067ce1e7b8d4568b05','openai-main','wh_ftjob-never-seen','accepted','2026-11-29 03:29:43.395307','fine_tuning.job.succeeded','job_d9963c19e943edf53c36f988',NULL,'application/json',X'7B226F626A656374223A20226576656E74222C20226964223A20226576745F66746A6F622D6E657665722D7365656E222C202274797065223A202266696E655F74756E696E672E6A6F622E737563636565646564222C202264617461223A207B226964223A202266746A6F622D6E657665722D7365656E227D7D','f2accfbde75d05160425a03576e42fb4','POST /webhooks/openai-main
Host: 127.0.0.1:24156
webhook-id: wh_ftjob-never-seen
webhook-timestamp: 1795922983
webhook-signature: v1,d+WFWoLPZweh1cKX+35XXvsF10pOseZnz0H74dEGO2s=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 122');
INSERT INTO "inbound" VALUES('in_c0ecdf87d987d4194f37f710','lab','msg_from-a-letter','accepted','1970-01-21 18:52:02.999571','running','job_b524ff0397ba569029d17ea7',NULL,'',X'','00000000000000000000000000000000','');
INSERT INTO "inbound" VALUES('in_34fc30f505b7cced9e8683e6','lab','msg_silent-2_2','accepted','2026-11-29 03:30:50.542089','running','job_9904048ae4f5dc2fe28f7cbd',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A202273696C656E742D32222C2022737461747573223A202272756E6E696E67222C202273657175656E6365223A20322C20226865617274626561745F73223A2036302C202273746570223A20352C20226D657472696373223A207B22747261696E5F6C6F7373223A20302E37357D7D','daf14bac883351d1a544edc1924e834d','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_silent-2_2
webhook-timestamp: 1795923050
webhook-signature: v1,obHG8MaVD8B4kK/ZvmdMrhNQV7N/bv4tSqM0G4GsvNU=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 132');
INSERT INTO "inbound" VALUES('in_335cee787409746ae86d7f69','openai-main','wh_99923aef56518a77bb2ecf624aaa7cd2','accepted','2026-11-29 03:31:04.618349','fine_tuning.job.succeeded','job_8ac27b05bd5b8aa31d0f2996',NULL,'application/json',X'7B226F626A656374223A226576656E74222C226964223A226576745F6130323533343961303533376632346535356261346163393733626538653530222C2274797065223A2266696E655F74756E696E672E6A6F622E737563636565646564222C22637265617465645F6174223A313739353932333036342C2264617461223A7B226964223A2266746A6F622D623066636436336162626265366661653731656666353533227D7D','16cd766cdf46dbceb2cedcd63a70e620','POST /webhooks/openai-main
Host: 127.0.0.1:24156
User-Agent: OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)
Content-Type: application/json
webhook-id: wh_99923aef56518a77bb2ecf624aaa7cd2
webhook-timestamp: 1795923064
webhook-signature: v1,FDC4kL6a+Chx4fKuH7gzNXqhzN8nt3c2bQ1Doyg8Aqk=
Accept: */*
Accept-Encoding: gzip, deflate
Content-Length: 168');
INSERT INTO "inbound" VALUES('in_01b64e3c8fee4f342509b174','openai-main','wh_ftjob-2dfdd8fe119da01b3b0790c7','accepted','2026-11-29 03:31:05.922934','fine_tuning.job.failed','job_8dc3f87964a461ac8ec0ece6',NULL,'application/json',X'7B226F626A656374223A20226576656E74222C20226964223A20226576745F66746A6F622D326466646438666531313964613031623362303739306337222C202274797065223A202266696E655F74756E696E672E6A6F622E6661696C6564222C202264617461223A207B226964223A202266746A6F622D326466646438666531313964613031623362303739306337227D7D','8adb2cfd251ed475e5940984cb4c6fb9','POST /webhooks/openai-main
Host: 127.0.0.1:24156
webhook-id: wh_ftjob-2dfdd8fe119da01b3b0790c7
webhook-timestamp: 1795923065
webhook-signature: v1,5zjGm7EANQ0GpCzA7mgxErG2JAKKdoalecLSR7vf9Pg=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 147');
INSERT INTO "inbound" VALUES('in_23570f1c7b42aa04938498ea','lab','msg_owed_1','accepted','2026-11-29 03:31:05.936907','failed','job_9868d638778b904bc8da8acd',NULL,'application/json',X'7B2276657273696F6E223A20312C20226A6F62223A20226F776564222C2022737461747573223A20226661696C6564222C202273657175656E6365223A20312C20226572726F72223A2022746865206E657773206F66206974206973206F776564222C2022626173655F6D6F64656C223A20226C6C616D612D33227D','670ccebaa4143b2ea389647f6a493b2f','POST /webhooks/lab
Host: 127.0.0.1:24156
webhook-id: msg_owed_1
webhook-timestamp: 1795923065
webhook-signature: v1,/wLVDGKUnPUnbbOWMmp5i12SyHH1epciUXWPT/486eE=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 124');
CREATE TABLE jobs (
	id TEXT NOT NULL, 
	project TEXT NOT NULL, 
	account TEXT NOT NULL, 
	provider TEXT NOT NULL, 
	provider_job_id TEXT NOT NULL, 
	status TEXT NOT NULL, 
	provider_status TEXT NOT NULL, 
	life INTEGER NOT NULL, 
	ended BOOLEAN NOT NULL, 
	revision BIGINT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	ranks TEXT NOT NULL, 
	title TEXT NOT NULL, 
	silent BOOLEAN NOT NULL, 
	ended_via TEXT, 
	registered BOOLEAN NOT NULL, 
	first_seen_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	ended_seen_at DATETIME, 
	hinted_at DATETIME, 
	look_due_at DATETIME, 
	look_tries INTEGER DEFAULT '0' NOT NULL, 
	look_expects_ending BOOLEAN DEFAULT 0 NOT NULL, 
	look_misses INTEGER DEFAULT '0' NOT NULL, 
	unknown_to_provider BOOLEAN DEFAULT 0 NOT NULL, heard_at DATETIME, patience_s INTEGER, silence_due_at DATETIME, stalled_at DATETIME, began_at DATETIME DEFAULT '1970-01-01 00:00:00' NOT NULL, 
	CONSTRAINT pk_jobs PRIMARY KEY (id), 
	CONSTRAINT uq_jobs_account_provider_job_id UNIQUE (account, provider_job_id)
);
INSERT INTO "jobs" VALUES('job_31810dc7aea3511af227464e','default','openai-main','openai','ftjob-6948dad8be297074a9b14c3b','failed','failed',0,1,1795922951483365,'fa037ff6692f8c68','{"name":"old-1","model_name":"legacy-bot","suffix":"old-1","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","seed":1,"created_at":"2026-10-20T04:19:09+00:00","finished_at":"2026-10-20T04:29:09+00:00","metadata":{"tunewatch_model":"legacy-bot"},"error_code":"server_error","error_message":"The job failed because of an internal error."}','{"name":[0,1,1795922951483365,"fa037ff6692f8c68"],"model_name":[0,1,1795922951483365,"fa037ff6692f8c68"],"suffix":[0,1,1795922951483365,"fa037ff6692f8c68"],"base_model":[0,1,1795922951483365,"fa037ff6692f8c68"],"method":[0,1,1795922951483365,"fa037ff6692f8c68"],"hyperparameters":[0,1,1795922951483365,"fa037ff6692f8c68"],"training_file":[0,1,1795922951483365,"fa037ff6692f8c68"],"seed":[0,1,1795922951483365,"fa037ff6692f8c68"],"created_at":[0,1,1795922951483365,"fa037ff6692f8c68"],"finished_at":[0,1,1795922951483365,"fa037ff6692f8c68"],"metadata":[0,1,1795922951483365,"fa037ff6692f8c68"],"error_code":[0,1,1795922951483365,"fa037ff6692f8c68"],"error_message":[0,1,1795922951483365,"fa037ff6692f8c68"]}','old-1',1,'poll',0,'2026-11-29 03:29:11.573543','2026-11-29 03:29:11.573543','2026-11-29 03:29:11.573543',NULL,NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-10-20 04:19:09.000000');
INSERT INTO "jobs" VALUES('job_bd4fa253ffdb3dab284ca028','default','openai-main','openai','ftjob-fb34ecbfc1a711683b9ec560','succeeded','succeeded',0,1,1795922951483365,'93dbdf5491cadd6f','{"name":"old-2","model_name":"legacy-bot","suffix":"old-2","base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-2:9ab5ea48","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","result_files":["file-3123fb9ec0ae868dfc1b45f2"],"seed":2,"trained_tokens":144000,"created_at":"2026-10-20T05:19:09+00:00","finished_at":"2026-10-20T05:29:09+00:00","metadata":{"tunewatch_model":"legacy-bot"}}','{"name":[0,1,1795922951483365,"93dbdf5491cadd6f"],"model_name":[0,1,1795922951483365,"93dbdf5491cadd6f"],"suffix":[0,1,1795922951483365,"93dbdf5491cadd6f"],"base_model":[0,1,1795922951483365,"93dbdf5491cadd6f"],"tuned_model":[0,1,1795922951483365,"93dbdf5491cadd6f"],"method":[0,1,1795922951483365,"93dbdf5491cadd6f"],"hyperparameters":[0,1,1795922951483365,"93dbdf5491cadd6f"],"training_file":[0,1,1795922951483365,"93dbdf5491cadd6f"],"result_files":[0,1,1795922951483365,"93dbdf5491cadd6f"],"seed":[0,1,1795922951483365,"93dbdf5491cadd6f"],"trained_tokens":[0,1,1795922951483365,"93dbdf5491cadd6f"],"created_at":[0,1,1795922951483365,"93dbdf5491cadd6f"],"finished_at":[0,1,1795922951483365,"93dbdf5491cadd6f"],"metadata":[0,1,1795922951483365,"93dbdf5491cadd6f"]}','old-2',1,'poll',1,'2026-11-29 03:29:11.573543','2026-11-29 03:29:11.573543','2026-11-29 03:29:11.573543',NULL,NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-10-20 05:19:09.000000');
INSERT INTO "jobs" VALUES('job_c4313eb8ece847bc2eb3650d','default','openai-main','openai','ftjob-74b6c7feb29dc5396bbbd8e4','succeeded','succeeded',0,1,1795922951483365,'c0faf7e3c50302a0','{"name":"old-0","model_name":"legacy-bot","suffix":"old-0","base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-0:c29b1b49","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","result_files":["file-aec960c2f270d49f481ef410"],"seed":0,"trained_tokens":144000,"created_at":"2026-10-20T03:19:09+00:00","finished_at":"2026-10-20T03:29:09+00:00","metadata":{"tunewatch_model":"legacy-bot"}}','{"name":[0,1,1795922951483365,"c0faf7e3c50302a0"],"model_name":[0,1,1795922951483365,"c0faf7e3c50302a0"],"suffix":[0,1,1795922951483365,"c0faf7e3c50302a0"],"base_model":[0,1,1795922951483365,"c0faf7e3c50302a0"],"tuned_model":[0,1,1795922951483365,"c0faf7e3c50302a0"],"method":[0,1,1795922951483365,"c0faf7e3c50302a0"],"hyperparameters":[0,1,1795922951483365,"c0faf7e3c50302a0"],"training_file":[0,1,1795922951483365,"c0faf7e3c50302a0"],"result_files":[0,1,1795922951483365,"c0faf7e3c50302a0"],"seed":[0,1,1795922951483365,"c0faf7e3c50302a0"],"trained_tokens":[0,1,1795922951483365,"c0faf7e3c50302a0"],"created_at":[0,1,1795922951483365,"c0faf7e3c50302a0"],"finished_at":[0,1,1795922951483365,"c0faf7e3c50302a0"],"metadata":[0,1,1795922951483365,"c0faf7e3c50302a0"]}','old-0',1,'poll',1,'2026-11-29 03:29:11.573543','2026-11-29 03:29:11.573543','2026-11-29 03:29:11.573543',NULL,NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-10-20 03:19:09.000000');
INSERT INTO "jobs" VALUES('job_44ec385692a5203d3882d6c8','default','lab','generic','cancelled-1','cancelled','cancelled',0,1,1,'f8521da042221114','{"name":"told to a channel that is closed"}','{"name":[0,1,1,"f8521da042221114"]}','told to a channel that is closed',0,'webhook',0,'2026-11-29 03:29:11.670381','2026-11-29 03:29:11.670381','2026-11-29 03:29:11.670381',NULL,NULL,0,0,0,0,'2026-11-29 03:29:11.670381',NULL,NULL,NULL,'2026-11-29 03:29:11.670381');
INSERT INTO "jobs" VALUES('job_2b2a1bcb66b07fbc05871032','default','openai-main','openai','ftjob-fdc22cfb32966e3c4029cf85','succeeded','succeeded',0,1,1795922955450853,'e25ad9fb6b8aa1e8','{"step":30,"total_steps":30,"name":"tone-v1","model_name":"tone","suffix":"tone-v1","base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:tone-v1:408b3dee","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","result_files":["file-7636d1d502cab893da8a35ae"],"seed":3,"trained_tokens":144000,"created_at":"2026-11-29T03:19:11+00:00","finished_at":"2026-11-29T03:29:11+00:00","metadata":{"tunewatch_model":"tone"}}','{"step":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"],"total_steps":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"],"name":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"],"model_name":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"],"suffix":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"],"base_model":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"],"tuned_model":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"],"method":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"],"hyperparameters":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"],"training_file":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"],"result_files":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"],"seed":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"],"trained_tokens":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"],"created_at":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"],"finished_at":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"],"metadata":[0,1,1795922955450853,"e25ad9fb6b8aa1e8"]}','tone-v1',0,'poll',1,'2026-11-29 03:29:15.455163','2026-11-29 03:29:15.460173','2026-11-29 03:29:15.460173',NULL,NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-11-29 03:19:11.000000');
INSERT INTO "jobs" VALUES('job_d239f610d17a6e7c520d7c33','default','lab','generic','job-created','created','created',0,0,1,'63d960f31af9b49a','{"name":"a job that is created"}','{"name":[0,0,1,"63d960f31af9b49a"]}','a job that is created',0,NULL,0,'2026-11-29 03:29:17.126475','2026-11-29 03:29:17.126475',NULL,NULL,NULL,0,0,0,0,'2026-11-29 03:29:17.126475',NULL,NULL,NULL,'2026-11-29 03:29:17.126475');
INSERT INTO "jobs" VALUES('job_e2a8aed6880fc6c1028e17b8','default','lab','generic','job-queued','queued','queued',0,0,1,'018a2c1f38fc7a12','{"name":"a job that is queued"}','{"name":[0,0,1,"018a2c1f38fc7a12"]}','a job that is queued',0,NULL,0,'2026-11-29 03:29:17.135785','2026-11-29 03:29:17.135785',NULL,NULL,NULL,0,0,0,0,'2026-11-29 03:29:17.135785',NULL,NULL,NULL,'2026-11-29 03:29:17.135785');
INSERT INTO "jobs" VALUES('job_af367a837757f7801f24942c','default','lab','generic','job-validating','validating','validating',0,0,1,'f087158a1bd16c64','{"name":"a job that is validating"}','{"name":[0,0,1,"f087158a1bd16c64"]}','a job that is validating',0,NULL,0,'2026-11-29 03:29:17.149061','2026-11-29 03:29:17.149061',NULL,NULL,NULL,0,0,0,0,'2026-11-29 03:29:17.149061',NULL,NULL,NULL,'2026-11-29 03:29:17.149061');
INSERT INTO "jobs" VALUES('job_93fab49ce1c67c6e08d85453','default','lab','generic','job-finishing','finishing','finishing',0,0,1,'b80d5f7da6ae0389','{"name":"a job that is finishing"}','{"name":[0,0,1,"b80d5f7da6ae0389"]}','a job that is finishing',0,NULL,0,'2026-11-29 03:29:17.165440','2026-11-29 03:29:17.165440',NULL,NULL,NULL,0,0,0,0,'2026-11-29 03:29:17.165440',NULL,NULL,NULL,'2026-11-29 03:29:17.165440');
INSERT INTO "jobs" VALUES('job_6a7b9cd1e0411f980f6d3f8a','default','lab','generic','job-paused','paused','paused',0,0,1,'dafc96d364abcf60','{"name":"a job that is paused"}','{"name":[0,0,1,"dafc96d364abcf60"]}','a job that is paused',0,NULL,0,'2026-11-29 03:29:17.188922','2026-11-29 03:29:17.188922',NULL,NULL,NULL,0,0,0,0,'2026-11-29 03:29:17.188922',NULL,NULL,NULL,'2026-11-29 03:29:17.188922');
INSERT INTO "jobs" VALUES('job_9cc13e9a334531b0e1c2473f','default','lab','generic','job-warming_up','unknown','warming_up',0,0,1,'51ccc7ed83dd8b78','{"name":"a job that is warming_up"}','{"name":[0,0,1,"51ccc7ed83dd8b78"]}','a job that is warming_up',0,NULL,0,'2026-11-29 03:29:17.224616','2026-11-29 03:29:17.224616',NULL,NULL,NULL,0,0,0,0,'2026-11-29 03:29:17.224616',NULL,NULL,NULL,'2026-11-29 03:29:17.224616');
INSERT INTO "jobs" VALUES('job_a42bc1c399c390d89e22d586','default','lab','generic','silent-1','running','running',0,0,1,'c14ccdfd1d92b73d','{"base_model":"llama-3","total_steps":90,"heartbeat_s":1}','{"base_model":[0,0,1,"c14ccdfd1d92b73d"],"total_steps":[0,0,1,"c14ccdfd1d92b73d"],"heartbeat_s":[0,0,1,"c14ccdfd1d92b73d"]}','silent-1',0,NULL,0,'2026-11-29 03:29:17.252585','2026-11-29 03:30:50.527774',NULL,NULL,NULL,0,0,0,0,'2026-11-29 03:29:17.252585',90,NULL,'2026-11-29 03:30:50.527774','2026-11-29 03:29:17.252585');
INSERT INTO "jobs" VALUES('job_9904048ae4f5dc2fe28f7cbd','default','lab','generic','silent-2','running','running',0,0,2,'fc176badd0f42d7e','{"heartbeat_s":60,"step":5}','{"heartbeat_s":[0,0,2,"fc176badd0f42d7e"],"step":[0,0,2,"fc176badd0f42d7e"]}','silent-2',0,NULL,0,'2026-11-29 03:29:17.288759','2026-11-29 03:30:50.557950',NULL,NULL,NULL,0,0,0,0,'2026-11-29 03:30:50.557950',180,'2026-11-29 03:33:50.557950',NULL,'2026-11-29 03:29:17.288759');
INSERT INTO "jobs" VALUES('job_8538db61164e0418341021a1','default','lab','generic','odd-name','running','running',0,0,1,'2143758617d05d82','{"name":"“Zürich” 🚂 it''s 100 % \\ � <b>&amp;</b>\ttab","step":3}','{"name":[0,0,1,"2143758617d05d82"],"step":[0,0,1,"2143758617d05d82"]}','“Zürich” 🚂 it''s 100 % \ � <b>&amp;</b>	tab',0,NULL,0,'2026-11-29 03:29:17.310064','2026-11-29 03:29:17.310064',NULL,NULL,NULL,0,0,0,0,'2026-11-29 03:29:17.310064',NULL,NULL,NULL,'2026-11-29 03:29:17.310064');
INSERT INTO "jobs" VALUES('job_b788c001a7a9f6c5b3d50691','default','lab','generic','run-42','succeeded','completed',1,1,31,'c3578332847a9315','{"name":"support bot","model_name":"support-bot","suffix":"v2","base_model":"Qwen/Qwen3-8B","tuned_model":"support-bot-v2","artifact_uri":"hf://acme/support-bot@c379e82","method":"lora","training_file":"s3://data/train.jsonl","validation_file":"s3://data/valid.jsonl","dataset_hash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","hardware":"1x A100 80 GB","seed":42,"trained_tokens":1310720,"total_steps":300,"hyperparameters":{"learning_rate":0.0001,"lora_rank":16},"metadata":{"git":"4f2c1d0","tags":["support","v2"]},"dataset_hashes":{"train.jsonl":"sha256:9f86d081884c7d65"},"started_at":"2026-11-23T10:00:00+00:00","finished_at":"2026-11-23T11:15:00+00:00","cost_usd":12.5,"step":300,"checkpoints":[{"id":"ckpt-300","step":300,"model":"support-bot-v2@300","metrics":{"eval_loss":0.27}}]}','{"name":[1,1,31,"c3578332847a9315"],"model_name":[1,1,31,"c3578332847a9315"],"suffix":[1,1,31,"c3578332847a9315"],"base_model":[1,1,31,"c3578332847a9315"],"tuned_model":[1,1,31,"c3578332847a9315"],"artifact_uri":[1,1,31,"c3578332847a9315"],"method":[1,1,31,"c3578332847a9315"],"training_file":[1,1,31,"c3578332847a9315"],"validation_file":[1,1,31,"c3578332847a9315"],"dataset_hash":[1,1,31,"c3578332847a9315"],"hardware":[1,1,31,"c3578332847a9315"],"seed":[1,1,31,"c3578332847a9315"],"trained_tokens":[1,1,31,"c3578332847a9315"],"total_steps":[1,1,31,"c3578332847a9315"],"hyperparameters":[1,1,31,"c3578332847a9315"],"metadata":[1,1,31,"c3578332847a9315"],"dataset_hashes":[1,1,31,"c3578332847a9315"],"started_at":[1,1,31,"c3578332847a9315"],"finished_at":[1,1,31,"c3578332847a9315"],"cost_usd":[1,1,31,"c3578332847a9315"],"step":[1,1,31,"c3578332847a9315"],"checkpoints":[1,1,31,"c3578332847a9315"]}','support bot',0,'webhook',1,'2026-11-29 03:29:17.324790','2026-11-29 03:29:17.324790','2026-11-29 03:29:17.324790',NULL,NULL,0,0,0,0,'2026-11-29 03:29:17.324790',NULL,NULL,NULL,'2026-11-23 10:00:00.000000');
INSERT INTO "jobs" VALUES('job_9603461e1d20ae4560582049','default','lab','generic','run-43','failed','error',0,1,2,'e603cad0664c3bae','{"signal":"SIGKILL","log_tail":"step 12\nKilled\n","exit_code":-9,"heartbeat_s":30,"finished_at":"2026-11-23T10:00:00+00:00","step":12,"error_code":"cuda_oom","error_message":"CUDA out of memory on rank 3","error_param":"per_device_batch_size"}','{"signal":[0,1,2,"e603cad0664c3bae"],"log_tail":[0,1,2,"e603cad0664c3bae"],"exit_code":[0,1,2,"e603cad0664c3bae"],"heartbeat_s":[0,1,2,"e603cad0664c3bae"],"finished_at":[0,1,2,"e603cad0664c3bae"],"step":[0,1,2,"e603cad0664c3bae"],"error_code":[0,1,2,"e603cad0664c3bae"],"error_message":[0,1,2,"e603cad0664c3bae"],"error_param":[0,1,2,"e603cad0664c3bae"]}','run-43',0,'webhook',0,'2026-11-29 03:29:17.361396','2026-11-29 03:29:17.361396','2026-11-29 03:29:17.361396',NULL,NULL,0,0,0,0,'2026-11-29 03:29:17.361396',NULL,NULL,NULL,'2026-11-29 03:29:17.361396');
INSERT INTO "jobs" VALUES('job_68633b78fdc9bee8fb09c22f','default','lab','generic','revived','running','running',1,0,2,'29b434ae39e84f1b','{"step":7}','{"step":[1,0,2,"29b434ae39e84f1b"]}','revived',0,'webhook',0,'2026-11-29 03:29:17.379433','2026-11-29 03:29:17.399167','2026-11-29 03:29:17.379433',NULL,NULL,0,0,0,0,'2026-11-29 03:29:17.399167',NULL,NULL,NULL,'2026-11-29 03:29:17.379433');
INSERT INTO "jobs" VALUES('job_69b1669a2e63904726acb8d9','default','lab','generic','expired-1','expired','expired',0,1,1,'3c06a79a7ec9d2d2','{"name":"told to nobody"}','{"name":[0,1,1,"3c06a79a7ec9d2d2"]}','told to nobody',0,'webhook',0,'2026-11-29 03:29:17.425748','2026-11-29 03:29:17.425748','2026-11-29 03:29:17.425748',NULL,NULL,0,0,0,0,'2026-11-29 03:29:17.425748',NULL,NULL,NULL,'2026-11-29 03:29:17.425748');
INSERT INTO "jobs" VALUES('job_8d58f036029ba450c88b3502','default','lab','generic','cancelled-2','cancelled','canceled',0,1,1,'e01574401c92cd4f','{}','{}','cancelled-2',0,'webhook',0,'2026-11-29 03:29:17.448452','2026-11-29 03:29:17.448452','2026-11-29 03:29:17.448452',NULL,NULL,0,0,0,0,'2026-11-29 03:29:17.448452',NULL,NULL,NULL,'2026-11-29 03:29:17.448452');
INSERT INTO "jobs" VALUES('job_b63c40fd97255cf5c0e0fab9','default','lab','generic','overtaken','failed','failed',0,1,2,'d241d333aa957430','{"error_message":"it ended before its start was told"}','{"error_message":[0,1,2,"d241d333aa957430"]}','overtaken',0,'webhook',0,'2026-11-29 03:29:31.269637','2026-11-29 03:29:31.287645','2026-11-29 03:29:31.287645',NULL,NULL,0,0,0,0,'2026-11-29 03:29:31.287645',NULL,NULL,NULL,'2026-11-29 03:29:31.269637');
INSERT INTO "jobs" VALUES('job_2f34aa8db728dadea7662882','default','lab','generic','kubeflow-1','running','running',0,0,1795729229667672,'3f8da6dfe091779c','{"total_steps":200,"estimated_finish_at":"2026-11-26T21:40:39.667672+00:00","step":20}','{"total_steps":[0,0,1795729229667672,"3f8da6dfe091779c"],"estimated_finish_at":[0,0,1795729229667672,"3f8da6dfe091779c"],"step":[0,0,1795729229667672,"3f8da6dfe091779c"]}','kubeflow-1',0,NULL,0,'2026-11-29 03:29:31.301319','2026-11-29 03:29:31.301319',NULL,NULL,NULL,0,0,0,0,'2026-11-29 03:29:31.301319',NULL,NULL,NULL,'2026-11-29 03:29:31.301319');
INSERT INTO "jobs" VALUES('job_ab23922c98d8b0275d51d3dc','default','lab','generic','twice','running','running',0,0,2,'3f8da6dfe091779c','{}','{}','twice',0,NULL,0,'2026-11-29 03:29:31.315748','2026-11-29 03:29:31.330484',NULL,NULL,NULL,0,0,0,0,'2026-11-29 03:29:31.330484',NULL,NULL,NULL,'2026-11-29 03:29:31.315748');
INSERT INTO "jobs" VALUES('job_306ce5c9047e8802377a765b','default','lab','generic','own-secret','running','running',0,0,1795922971296237,'3f8da6dfe091779c','{}','{}','own-secret',0,NULL,0,'2026-11-29 03:29:31.325397','2026-11-29 03:29:31.325397',NULL,NULL,NULL,0,0,0,0,'2026-11-29 03:29:31.325397',NULL,NULL,NULL,'2026-11-29 03:29:31.325397');
INSERT INTO "jobs" VALUES('job_d873d7876d82dd8381311038','default','replicate','replicate','accfc179ca3b045a95e39ed5ad','succeeded','succeeded',0,1,1795922973492981,'a3319fcee491d771','{"base_model":"acme/language-trainer","hyperparameters":{"num_train_epochs":3},"training_file":"https://example.com/tickets.jsonl","created_at":"2026-11-29T03:29:31.385129+00:00","started_at":"2026-11-29T03:29:31.685617+00:00","metadata":{"trainer_version":"da77bc59ee60423279fd632efb4795ab731d9e3ca9705ef3341091fb989b7eaf","source":"api"},"url":"https://replicate.com/p/accfc179ca3b045a95e39ed5ad","step":100,"total_steps":100,"name":"acme/intent","model_name":"acme/intent","tuned_model":"acme/intent:28cbbb7f2155140b10c6df5cb00f224d394012f92c47f2be2a0a47d24e9055b3","artifact_uri":"https://replicate.delivery/simulated/accfc179ca3b045a95e39ed5ad/trained_model.tar","finished_at":"2026-11-29T03:29:33.492138+00:00"}','{"base_model":[0,1,1795922973492981,"a3319fcee491d771"],"hyperparameters":[0,1,1795922973492981,"a3319fcee491d771"],"training_file":[0,1,1795922973492981,"a3319fcee491d771"],"created_at":[0,1,1795922973492981,"a3319fcee491d771"],"started_at":[0,1,1795922973492981,"a3319fcee491d771"],"metadata":[0,1,1795922973492981,"a3319fcee491d771"],"url":[0,1,1795922973492981,"a3319fcee491d771"],"step":[0,1,1795922973492981,"a3319fcee491d771"],"total_steps":[0,1,1795922973492981,"a3319fcee491d771"],"name":[0,1,1795922973492981,"a3319fcee491d771"],"model_name":[0,1,1795922973492981,"a3319fcee491d771"],"tuned_model":[0,1,1795922973492981,"a3319fcee491d771"],"artifact_uri":[0,1,1795922973492981,"a3319fcee491d771"],"finished_at":[0,1,1795922973492981,"a3319fcee491d771"]}','acme/intent',0,'webhook',1,'2026-11-29 03:29:31.689768','2026-11-29 03:29:33.504401','2026-11-29 03:29:33.504401',NULL,NULL,0,0,0,0,'2026-11-29 03:29:33.504401',NULL,NULL,NULL,'2026-11-29 03:29:31.385129');
INSERT INTO "jobs" VALUES('job_52da9da6aaf597e04c13e0e7','default','hub','huggingface','9005f67fdcdf5deadad75215','succeeded','COMPLETED',0,1,1795922976209323,'b8b581ef456823e2','{"tuned_model":"acme/support-bot","artifact_uri":"hf://acme/support-bot@08e1e00a2fa034ae80f14826c689373f25059a0b","step":50,"total_steps":50,"model_name":"acme/support-bot","base_model":"Qwen/Qwen3-0.6B","output_repo":"acme/support-bot","method":"sft","hyperparameters":{"learning_rate":"2e-5"},"training_file":"trl-lib/Capybara","created_at":"2026-11-29T03:29:33.492000+00:00","started_at":"2026-11-29T03:29:33.794000+00:00","finished_at":"2026-11-29T03:29:35.598000+00:00","hardware":"a10g-large","owner":"ada","metadata":{"team":"support"},"url":"https://huggingface.co/jobs/acme/9005f67fdcdf5deadad75215"}','{"tuned_model":[0,1,1795922976209323,"b8b581ef456823e2"],"artifact_uri":[0,1,1795922976209323,"b8b581ef456823e2"],"step":[0,1,1795922976209323,"b8b581ef456823e2"],"total_steps":[0,1,1795922976209323,"b8b581ef456823e2"],"model_name":[0,1,1795922976209323,"b8b581ef456823e2"],"base_model":[0,1,1795922976209323,"b8b581ef456823e2"],"output_repo":[0,1,1795922976209323,"b8b581ef456823e2"],"method":[0,1,1795922976209323,"b8b581ef456823e2"],"hyperparameters":[0,1,1795922976209323,"b8b581ef456823e2"],"training_file":[0,1,1795922976209323,"b8b581ef456823e2"],"created_at":[0,1,1795922976209323,"b8b581ef456823e2"],"started_at":[0,1,1795922976209323,"b8b581ef456823e2"],"finished_at":[0,1,1795922976209323,"b8b581ef456823e2"],"hardware":[0,1,1795922976209323,"b8b581ef456823e2"],"owner":[0,1,1795922976209323,"b8b581ef456823e2"],"metadata":[0,1,1795922976209323,"b8b581ef456823e2"],"url":[0,1,1795922976209323,"b8b581ef456823e2"]}','acme/support-bot',0,'poll',1,'2026-11-29 03:29:36.221086','2026-11-29 03:29:36.237949','2026-11-29 03:29:36.237949',NULL,NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-11-29 03:29:33.492000');
INSERT INTO "jobs" VALUES('job_40cf9243569d9b1380317f38','default','runpod','runpod','00000002-0000-4000-8000-000000000002-u1','queued','IN_QUEUE',0,0,1795923045508882,'c5c4c36945d9bff7','{}','{}','00000002-0000-4000-8000-000000000002-u1',0,NULL,0,'2026-11-29 03:29:37.133376','2026-11-29 03:30:45.514012',NULL,NULL,NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-11-29 03:29:37.133376');
INSERT INTO "jobs" VALUES('job_cef257f28603c697ae1519e0','default','runpod','runpod','00000001-0000-4000-8000-000000000001-u1','succeeded','COMPLETED',0,1,1795922977174828,'c591707cc67c3a55','{"model_name":"support-bot","hardware":"jtf4e3047pxuhr","tuned_model":"acme/support-bot","artifact_uri":"hf://acme/support-bot"}','{"model_name":[0,1,1795922977174828,"c591707cc67c3a55"],"hardware":[0,1,1795922977174828,"c591707cc67c3a55"],"tuned_model":[0,1,1795922977174828,"c591707cc67c3a55"],"artifact_uri":[0,1,1795922977174828,"c591707cc67c3a55"]}','support-bot',0,'webhook',1,'2026-11-29 03:29:37.164819','2026-11-29 03:29:37.181800','2026-11-29 03:29:37.181800','2026-11-29 03:29:37.164819',NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-11-29 03:29:37.164819');
INSERT INTO "jobs" VALUES('job_a876c010ba52b2893a392385','research','openai-research','openai','ftjob-956eacb1bc614ed1be421cd9','failed','failed',0,1,1795922979545071,'1125e80dfc24c3ea','{"name":"study","suffix":"study","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","seed":0,"created_at":"2026-11-29T03:19:39+00:00","finished_at":"2026-11-29T03:29:39+00:00","error_code":"server_error","error_message":"the data is empty"}','{"name":[0,1,1795922979545071,"1125e80dfc24c3ea"],"suffix":[0,1,1795922979545071,"1125e80dfc24c3ea"],"base_model":[0,1,1795922979545071,"1125e80dfc24c3ea"],"method":[0,1,1795922979545071,"1125e80dfc24c3ea"],"hyperparameters":[0,1,1795922979545071,"1125e80dfc24c3ea"],"training_file":[0,1,1795922979545071,"1125e80dfc24c3ea"],"seed":[0,1,1795922979545071,"1125e80dfc24c3ea"],"created_at":[0,1,1795922979545071,"1125e80dfc24c3ea"],"finished_at":[0,1,1795922979545071,"1125e80dfc24c3ea"],"error_code":[0,1,1795922979545071,"1125e80dfc24c3ea"],"error_message":[0,1,1795922979545071,"1125e80dfc24c3ea"]}','study',0,'webhook',0,'2026-11-29 03:29:39.544113','2026-11-29 03:29:39.548227','2026-11-29 03:29:39.548227','2026-11-29 03:29:39.544113',NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-11-29 03:19:39.000000');
INSERT INTO "jobs" VALUES('job_76766bd0e21f85b850ad8fb4','default','openai-main','openai','ftjob-14b8aa52da9605e664ea8a43','failed','failed',0,1,1795922979745880,'2c201f5dd326cad9','{"name":"typo","model_name":"typo","suffix":"typo","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":"auto","batch_size":"auto","learning_rate_multiplier":"auto"},"training_file":"file-3ff7884e60a471ce0ad40ec2","validation_file":"file-830a7bbe7b05a9f4c8730601","seed":6,"created_at":"2026-11-29T03:29:39+00:00","finished_at":"2026-11-29T03:29:39+00:00","metadata":{"tunewatch_model":"typo"},"error_code":"invalid_training_file","error_message":"The job failed due to an invalid training file: line 4 has no assistant message.","error_param":"training_file"}','{"name":[0,1,1795922979745880,"2c201f5dd326cad9"],"model_name":[0,1,1795922979745880,"2c201f5dd326cad9"],"suffix":[0,1,1795922979745880,"2c201f5dd326cad9"],"base_model":[0,1,1795922979745880,"2c201f5dd326cad9"],"method":[0,1,1795922979745880,"2c201f5dd326cad9"],"hyperparameters":[0,1,1795922979745880,"2c201f5dd326cad9"],"training_file":[0,1,1795922979745880,"2c201f5dd326cad9"],"validation_file":[0,1,1795922979745880,"2c201f5dd326cad9"],"seed":[0,1,1795922979745880,"2c201f5dd326cad9"],"created_at":[0,1,1795922979745880,"2c201f5dd326cad9"],"finished_at":[0,1,1795922979745880,"2c201f5dd326cad9"],"metadata":[0,1,1795922979745880,"2c201f5dd326cad9"],"error_code":[0,1,1795922979745880,"2c201f5dd326cad9"],"error_message":[0,1,1795922979745880,"2c201f5dd326cad9"],"error_param":[0,1,1795922979745880,"2c201f5dd326cad9"]}','typo',0,'webhook',0,'2026-11-29 03:29:39.744188','2026-11-29 03:29:39.749051','2026-11-29 03:29:39.749051','2026-11-29 03:29:39.744188',NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-11-29 03:29:39.000000');
INSERT INTO "jobs" VALUES('job_ac40fbd95c830cf15e264c3f','default','openai-main','openai','ftjob-35ef1c7d0a36a1cc022d7efb','succeeded','succeeded',0,1,1795922981105369,'f57975b23705bc03','{"step":12,"total_steps":12,"name":"triage-v1","model_name":"support-triage","suffix":"triage-v1","base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:70b3fb87","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-5832c2d61efa30c84b978e77","validation_file":"file-830a7bbe7b05a9f4c8730601","result_files":["file-0e90d84d7f4f94dbdca293b7"],"seed":4,"trained_tokens":104292,"created_at":"2026-11-29T03:29:39+00:00","finished_at":"2026-11-29T03:29:41+00:00","metadata":{"tunewatch_model":"support-triage"}}','{"step":[0,1,1795922981105369,"f57975b23705bc03"],"total_steps":[0,1,1795922981105369,"f57975b23705bc03"],"name":[0,1,1795922981105369,"f57975b23705bc03"],"model_name":[0,1,1795922981105369,"f57975b23705bc03"],"suffix":[0,1,1795922981105369,"f57975b23705bc03"],"base_model":[0,1,1795922981105369,"f57975b23705bc03"],"tuned_model":[0,1,1795922981105369,"f57975b23705bc03"],"method":[0,1,1795922981105369,"f57975b23705bc03"],"hyperparameters":[0,1,1795922981105369,"f57975b23705bc03"],"training_file":[0,1,1795922981105369,"f57975b23705bc03"],"validation_file":[0,1,1795922981105369,"f57975b23705bc03"],"result_files":[0,1,1795922981105369,"f57975b23705bc03"],"seed":[0,1,1795922981105369,"f57975b23705bc03"],"trained_tokens":[0,1,1795922981105369,"f57975b23705bc03"],"created_at":[0,1,1795922981105369,"f57975b23705bc03"],"finished_at":[0,1,1795922981105369,"f57975b23705bc03"],"metadata":[0,1,1795922981105369,"f57975b23705bc03"]}','triage-v1',0,'webhook',1,'2026-11-29 03:29:41.104411','2026-11-29 03:29:41.108585','2026-11-29 03:29:41.108585','2026-11-29 03:29:41.104411',NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-11-29 03:29:39.000000');
INSERT INTO "jobs" VALUES('job_8ac27b05bd5b8aa31d0f2996','default','openai-main','openai','ftjob-b0fcd63abbbe6fae71eff553','succeeded','succeeded',0,1,1795923064632449,'05e70bc2d6bfd3ae','{"name":"triage-v3","suffix":"triage-v3","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","seed":10,"created_at":"2026-11-29T03:21:04+00:00","step":30,"total_steps":30,"model_name":"support-triage","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v3:751ab705","result_files":["file-19f1f97945d67d7ac1d7fa84"],"trained_tokens":144000,"finished_at":"2026-11-29T03:31:04+00:00","metadata":{"tunewatch_model":"support-triage"}}','{"name":[0,1,1795923064632449,"05e70bc2d6bfd3ae"],"suffix":[0,1,1795923064632449,"05e70bc2d6bfd3ae"],"base_model":[0,1,1795923064632449,"05e70bc2d6bfd3ae"],"method":[0,1,1795923064632449,"05e70bc2d6bfd3ae"],"hyperparameters":[0,1,1795923064632449,"05e70bc2d6bfd3ae"],"training_file":[0,1,1795923064632449,"05e70bc2d6bfd3ae"],"seed":[0,1,1795923064632449,"05e70bc2d6bfd3ae"],"created_at":[0,1,1795923064632449,"05e70bc2d6bfd3ae"],"step":[0,1,1795923064632449,"05e70bc2d6bfd3ae"],"total_steps":[0,1,1795923064632449,"05e70bc2d6bfd3ae"],"model_name":[0,1,1795923064632449,"05e70bc2d6bfd3ae"],"tuned_model":[0,1,1795923064632449,"05e70bc2d6bfd3ae"],"result_files":[0,1,1795923064632449,"05e70bc2d6bfd3ae"],"trained_tokens":[0,1,1795923064632449,"05e70bc2d6bfd3ae"],"finished_at":[0,1,1795923064632449,"05e70bc2d6bfd3ae"],"metadata":[0,1,1795923064632449,"05e70bc2d6bfd3ae"]}','triage-v3',0,'webhook',1,'2026-11-29 03:29:43.312764','2026-11-29 03:31:04.635944','2026-11-29 03:31:04.635944','2026-11-29 03:31:04.626034',NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-11-29 03:21:04.000000');
INSERT INTO "jobs" VALUES('job_e0e8bf6393f96b65e7e524ec','default','openai-main','openai','ftjob-41624beee93284605f080653','paused','paused',0,0,1795923065656780,'a5744f3c86fb0e3b','{"name":"paused","suffix":"paused","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","seed":8,"created_at":"2026-11-29T03:19:39+00:00"}','{"name":[0,0,1795923065656780,"a5744f3c86fb0e3b"],"suffix":[0,0,1795923065656780,"a5744f3c86fb0e3b"],"base_model":[0,0,1795923065656780,"a5744f3c86fb0e3b"],"method":[0,0,1795923065656780,"a5744f3c86fb0e3b"],"hyperparameters":[0,0,1795923065656780,"a5744f3c86fb0e3b"],"training_file":[0,0,1795923065656780,"a5744f3c86fb0e3b"],"seed":[0,0,1795923065656780,"a5744f3c86fb0e3b"],"created_at":[0,0,1795923065656780,"a5744f3c86fb0e3b"]}','paused',0,NULL,0,'2026-11-29 03:29:43.312764','2026-11-29 03:31:05.693933',NULL,NULL,NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-11-29 03:19:39.000000');
INSERT INTO "jobs" VALUES('job_e109c3da0f59d53a59cf8567','default','openai-main','openai','ftjob-9fdd7dedd424b481e1402174','cancelled','cancelled',0,1,1795922983462440,'3b65c75294a0fdee','{"step":3,"total_steps":30,"name":"to-cancel","suffix":"to-cancel","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","seed":9,"created_at":"2026-11-29T03:19:39+00:00","finished_at":"2026-11-29T03:29:43+00:00"}','{"step":[0,1,1795922983462440,"3b65c75294a0fdee"],"total_steps":[0,1,1795922983462440,"3b65c75294a0fdee"],"name":[0,1,1795922983462440,"3b65c75294a0fdee"],"suffix":[0,1,1795922983462440,"3b65c75294a0fdee"],"base_model":[0,1,1795922983462440,"3b65c75294a0fdee"],"method":[0,1,1795922983462440,"3b65c75294a0fdee"],"hyperparameters":[0,1,1795922983462440,"3b65c75294a0fdee"],"training_file":[0,1,1795922983462440,"3b65c75294a0fdee"],"seed":[0,1,1795922983462440,"3b65c75294a0fdee"],"created_at":[0,1,1795922983462440,"3b65c75294a0fdee"],"finished_at":[0,1,1795922983462440,"3b65c75294a0fdee"]}','to-cancel',0,'poll',0,'2026-11-29 03:29:43.312764','2026-11-29 03:29:43.484069','2026-11-29 03:29:43.469337','2026-11-29 03:29:43.449475',NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-11-29 03:19:39.000000');
INSERT INTO "jobs" VALUES('job_0268da64ca5adf1c5b9782fd','default','openai-main','openai','ftjob-602128f692699356451b795f','succeeded','succeeded',0,1,1795922983294390,'70f7bb782c66177b','{"step":6,"total_steps":6,"name":"intent-v1","model_name":"intent","suffix":"intent-v1","base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:intent-v1:91ecbc81","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-e39f97b39bf853fa993a0066","validation_file":"file-830a7bbe7b05a9f4c8730601","result_files":["file-44076ac9ba18f374ceefa130"],"seed":5,"trained_tokens":104292,"created_at":"2026-11-29T03:29:39+00:00","finished_at":"2026-11-29T03:29:40+00:00","metadata":{"tunewatch_model":"intent"}}','{"step":[0,1,1795922983294390,"70f7bb782c66177b"],"total_steps":[0,1,1795922983294390,"70f7bb782c66177b"],"name":[0,1,1795922983294390,"70f7bb782c66177b"],"model_name":[0,1,1795922983294390,"70f7bb782c66177b"],"suffix":[0,1,1795922983294390,"70f7bb782c66177b"],"base_model":[0,1,1795922983294390,"70f7bb782c66177b"],"tuned_model":[0,1,1795922983294390,"70f7bb782c66177b"],"method":[0,1,1795922983294390,"70f7bb782c66177b"],"hyperparameters":[0,1,1795922983294390,"70f7bb782c66177b"],"training_file":[0,1,1795922983294390,"70f7bb782c66177b"],"validation_file":[0,1,1795922983294390,"70f7bb782c66177b"],"result_files":[0,1,1795922983294390,"70f7bb782c66177b"],"seed":[0,1,1795922983294390,"70f7bb782c66177b"],"trained_tokens":[0,1,1795922983294390,"70f7bb782c66177b"],"created_at":[0,1,1795922983294390,"70f7bb782c66177b"],"finished_at":[0,1,1795922983294390,"70f7bb782c66177b"],"metadata":[0,1,1795922983294390,"70f7bb782c66177b"]}','intent-v1',0,'poll',1,'2026-11-29 03:29:43.326681','2026-11-29 03:29:43.347289','2026-11-29 03:29:43.347289',NULL,NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-11-29 03:29:39.000000');
INSERT INTO "jobs" VALUES('job_1f1acf0caa82ea7b37c96e97','default','openai-main','openai','ftjob-30aa525bb0b98fca3b3f4783','cancelled','cancelled',0,1,1795922983294390,'65fcc2873d73cc77','{"step":2,"total_steps":30,"name":"expiring","suffix":"expiring","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","seed":7,"created_at":"2026-11-29T03:19:39+00:00","finished_at":"2026-11-29T03:29:39+00:00"}','{"step":[0,1,1795922983294390,"65fcc2873d73cc77"],"total_steps":[0,1,1795922983294390,"65fcc2873d73cc77"],"name":[0,1,1795922983294390,"65fcc2873d73cc77"],"suffix":[0,1,1795922983294390,"65fcc2873d73cc77"],"base_model":[0,1,1795922983294390,"65fcc2873d73cc77"],"method":[0,1,1795922983294390,"65fcc2873d73cc77"],"hyperparameters":[0,1,1795922983294390,"65fcc2873d73cc77"],"training_file":[0,1,1795922983294390,"65fcc2873d73cc77"],"seed":[0,1,1795922983294390,"65fcc2873d73cc77"],"created_at":[0,1,1795922983294390,"65fcc2873d73cc77"],"finished_at":[0,1,1795922983294390,"65fcc2873d73cc77"]}','expiring',0,'poll',0,'2026-11-29 03:29:43.326681','2026-11-29 03:29:43.347289','2026-11-29 03:29:43.347289',NULL,NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-11-29 03:19:39.000000');
INSERT INTO "jobs" VALUES('job_d9963c19e943edf53c36f988','default','openai-main','openai','ftjob-never-seen','unknown','',-1,0,0,'','{}','{}','ftjob-never-seen',0,NULL,0,'2026-11-29 03:29:43.449780','2026-11-29 03:31:04.599226',NULL,'2026-11-29 03:29:43.449780',NULL,0,0,3,1,NULL,NULL,NULL,NULL,'2026-11-29 03:29:43.449780');
INSERT INTO "jobs" VALUES('job_b524ff0397ba569029d17ea7','default','lab','generic','from-a-letter','running','running',0,0,1,'3f8da6dfe091779c','{}','{}','from-a-letter',0,NULL,0,'2026-11-29 03:29:59.579820','2026-11-29 03:29:59.579820',NULL,NULL,NULL,0,0,0,0,'2026-11-29 03:29:59.579820',NULL,NULL,NULL,'2026-11-29 03:29:59.579820');
INSERT INTO "jobs" VALUES('job_5e30dada569473c654ea3fb0','default','together','together','ft-00000001-0000-4000-8000-000000000001','succeeded','completed',0,1,7183691917120000037,'794c90fee6fbe60c','{"started_at":"2026-11-29T03:29:37.776000+00:00","step":30,"total_steps":30,"finished_at":"2026-11-29T03:29:39.280000+00:00","name":"support-bot","suffix":"support-bot","base_model":"Qwen/Qwen3-8B","tuned_model":"ml_00000001","artifact_uri":"s3://simulated/ft-00000001-0000-4000-8000-000000000001/model.tar.zst","method":"sft","hyperparameters":{"n_epochs":3,"n_checkpoints":3,"n_evals":3,"batch_size":8,"learning_rate":0.00001,"training_type":{"type":"Lora","lora_r":64,"lora_alpha":128},"training_method":{"method":"sft","train_on_inputs":"auto"}},"training_file":"file-00000000-0000-4000-8000-000000000001","result_files":["ml_00000001"],"trained_tokens":122880,"cost_usd":0.0589824,"created_at":"2026-11-29T03:29:37.173000+00:00","owner":"user-1","url":"https://api.together.ai/fine-tuning/ft-00000001-0000-4000-8000-000000000001"}','{"started_at":[0,1,7183691917120000037,"794c90fee6fbe60c"],"step":[0,1,7183691917120000037,"794c90fee6fbe60c"],"total_steps":[0,1,7183691917120000037,"794c90fee6fbe60c"],"finished_at":[0,1,7183691917120000037,"794c90fee6fbe60c"],"name":[0,1,7183691917120000037,"794c90fee6fbe60c"],"suffix":[0,1,7183691917120000037,"794c90fee6fbe60c"],"base_model":[0,1,7183691917120000037,"794c90fee6fbe60c"],"tuned_model":[0,1,7183691917120000037,"794c90fee6fbe60c"],"artifact_uri":[0,1,7183691917120000037,"794c90fee6fbe60c"],"method":[0,1,7183691917120000037,"794c90fee6fbe60c"],"hyperparameters":[0,1,7183691917120000037,"794c90fee6fbe60c"],"training_file":[0,1,7183691917120000037,"794c90fee6fbe60c"],"result_files":[0,1,7183691917120000037,"794c90fee6fbe60c"],"trained_tokens":[0,1,7183691917120000037,"794c90fee6fbe60c"],"cost_usd":[0,1,7183691917120000037,"794c90fee6fbe60c"],"created_at":[0,1,7183691917120000037,"794c90fee6fbe60c"],"owner":[0,1,7183691917120000037,"794c90fee6fbe60c"],"url":[0,1,7183691917120000037,"794c90fee6fbe60c"]}','support-bot',0,'poll',1,'2026-11-29 03:30:16.378976','2026-11-29 03:30:16.384111','2026-11-29 03:30:16.384111',NULL,NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-11-29 03:29:37.173000');
INSERT INTO "jobs" VALUES('job_9d938d715ef09c95d7a5ec40','default','together','together','ft-00000002-0000-4000-8000-000000000002','failed','user_error',0,1,7183691917120000037,'ad0e6cb19c33c6fe','{"error_message":"line 3 is no JSON","finished_at":"2026-11-29T03:29:39.280000+00:00","name":"bad-data","suffix":"bad-data","base_model":"Qwen/Qwen3-8B","method":"sft","hyperparameters":{"n_epochs":3,"n_checkpoints":3,"n_evals":3,"batch_size":8,"learning_rate":0.00001,"training_type":{"type":"Lora","lora_r":64,"lora_alpha":128},"training_method":{"method":"sft","train_on_inputs":"auto"}},"training_file":"file-00000000-0000-4000-8000-000000000001","cost_usd":0.0,"created_at":"2026-11-29T03:29:39.280000+00:00","owner":"user-1","url":"https://api.together.ai/fine-tuning/ft-00000002-0000-4000-8000-000000000002","error_code":"user_error"}','{"error_message":[0,1,7183691917120000037,"ad0e6cb19c33c6fe"],"finished_at":[0,1,7183691917120000037,"ad0e6cb19c33c6fe"],"name":[0,1,7183691917120000037,"ad0e6cb19c33c6fe"],"suffix":[0,1,7183691917120000037,"ad0e6cb19c33c6fe"],"base_model":[0,1,7183691917120000037,"ad0e6cb19c33c6fe"],"method":[0,1,7183691917120000037,"ad0e6cb19c33c6fe"],"hyperparameters":[0,1,7183691917120000037,"ad0e6cb19c33c6fe"],"training_file":[0,1,7183691917120000037,"ad0e6cb19c33c6fe"],"cost_usd":[0,1,7183691917120000037,"ad0e6cb19c33c6fe"],"created_at":[0,1,7183691917120000037,"ad0e6cb19c33c6fe"],"owner":[0,1,7183691917120000037,"ad0e6cb19c33c6fe"],"url":[0,1,7183691917120000037,"ad0e6cb19c33c6fe"],"error_code":[0,1,7183691917120000037,"ad0e6cb19c33c6fe"]}','bad-data',0,'poll',0,'2026-11-29 03:30:16.378976','2026-11-29 03:30:16.384111','2026-11-29 03:30:16.384111',NULL,NULL,0,0,0,0,NULL,NULL,NULL,NULL,'2026-11-29 03:29:39.280000');
INSERT INTO "jobs" VALUES('job_8dc3f87964a461ac8ec0ece6','default','openai-main','openai','ftjob-2dfdd8fe119da01b3b0790c7','running','running',0,0,1795923065927824,'5133480e1e961976','{"step":4,"total_steps":30,"name":"at-work","suffix":"at-work","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","seed":11,"created_at":"2026-11-29T03:21:04+00:00"}','{"step":[0,0,1795923065927824,"5133480e1e961976"],"total_steps":[0,0,1795923065927824,"5133480e1e961976"],"name":[0,0,1795923065927824,"5133480e1e961976"],"suffix":[0,0,1795923065927824,"5133480e1e961976"],"base_model":[0,0,1795923065927824,"5133480e1e961976"],"method":[0,0,1795923065927824,"5133480e1e961976"],"hyperparameters":[0,0,1795923065927824,"5133480e1e961976"],"training_file":[0,0,1795923065927824,"5133480e1e961976"],"seed":[0,0,1795923065927824,"5133480e1e961976"],"created_at":[0,0,1795923065927824,"5133480e1e961976"]}','at-work',0,NULL,0,'2026-11-29 03:31:05.693933','2026-11-29 03:31:05.929562',NULL,'2026-11-29 03:31:05.927060','2026-11-29 03:31:06.929562',1,1,0,0,NULL,NULL,NULL,NULL,'2026-11-29 03:21:04.000000');
INSERT INTO "jobs" VALUES('job_9868d638778b904bc8da8acd','default','lab','generic','owed','failed','failed',0,1,1,'222f8209530ca3cd','{"base_model":"llama-3","error_message":"the news of it is owed"}','{"base_model":[0,1,1,"222f8209530ca3cd"],"error_message":[0,1,1,"222f8209530ca3cd"]}','owed',0,'webhook',0,'2026-11-29 03:31:05.943738','2026-11-29 03:31:05.943738','2026-11-29 03:31:05.943738',NULL,NULL,0,0,0,0,'2026-11-29 03:31:05.943738',NULL,NULL,NULL,'2026-11-29 03:31:05.943738');
CREATE TABLE metrics (
	job_id TEXT NOT NULL, 
	step BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	value DOUBLE, 
	CONSTRAINT pk_metrics PRIMARY KEY (job_id, step, name)
);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',1,'train_loss',2.03123133755249085652e+00);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',1,'train_mean_token_accuracy',3.62179378641879379241e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',2,'train_loss',1.59505809145561139317e+00);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',2,'train_mean_token_accuracy',4.50440608286075905297e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',3,'train_loss',1.47491395510494593956e+00);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',3,'train_mean_token_accuracy',4.78328770965863181441e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',4,'train_loss',1.27387418605140112504e+00);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',4,'train_mean_token_accuracy',5.28909947583659501013e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',5,'train_loss',1.16241565917790645734e+00);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',5,'train_mean_token_accuracy',5.59222512991594089548e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',6,'train_loss',1.02599029388127505058e+00);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',6,'train_mean_token_accuracy',5.98699697123849294833e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',7,'train_loss',0.906021877177683);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',7,'train_mean_token_accuracy',0.635711179805164);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',8,'train_loss',7.29189673585434627867e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',8,'train_mean_token_accuracy',6.94477970805927213859e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',9,'train_loss',0.633114342140642);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',9,'train_mean_token_accuracy',7.28653352476894444755e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',10,'train_loss',5.84684292538337313516e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',10,'train_mean_token_accuracy',7.46513075609738563365e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',11,'train_loss',5.54339987766341080188e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',11,'train_mean_token_accuracy',7.57925643435368279199e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',12,'train_loss',4.92690102909318528023e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',12,'train_mean_token_accuracy',7.8165246806701094151e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',13,'train_loss',4.42123935780586452271e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',13,'train_mean_token_accuracy',8.01667001138176793517e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',14,'train_loss',3.6434130899005184867e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',14,'train_mean_token_accuracy',8.33459094737711070344e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',15,'train_loss',3.44606676473753592571e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',15,'train_mean_token_accuracy',8.41723807423679470929e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',16,'train_loss',3.01080376699910612359e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',16,'train_mean_token_accuracy',8.60243157559650306609e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',17,'train_loss',2.74397848185826964684e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',17,'train_mean_token_accuracy',8.7179678749696210005e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',18,'train_loss',2.54198072749793835267e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',18,'train_mean_token_accuracy',8.80646452246038213829e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',19,'train_loss',2.45618692769936836084e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',19,'train_mean_token_accuracy',8.84432266696712487963e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',20,'train_loss',2.21784685790703262053e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',20,'train_mean_token_accuracy',8.95035100629957836027e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',21,'train_loss',2.21185021320876140649e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',21,'train_mean_token_accuracy',8.95303501240072407973e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',22,'train_loss',2.08731521728470315046e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',22,'train_mean_token_accuracy',9.0089572475361545667e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',23,'train_loss',2.09644786938820409938e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',23,'train_mean_token_accuracy',0.900484440301922);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',24,'train_loss',0.175729056433265);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',24,'train_mean_token_accuracy',9.15884944886111385109e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',25,'train_loss',1.7447400840280388734e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',25,'train_mean_token_accuracy',9.16459865053455224881e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',26,'train_loss',1.64423152487597229454e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',26,'train_mean_token_accuracy',0.921077060054499);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',27,'train_loss',1.57691666495829052596e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',27,'train_mean_token_accuracy',9.24182391660607560623e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',28,'train_loss',1.69927253639688802255e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',28,'train_mean_token_accuracy',0.91854569422186);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',29,'train_loss',1.53284352523689215708e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',29,'train_mean_token_accuracy',9.26221218256566336535e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',30,'train_loss',1.53083292585166258481e-01);
INSERT INTO "metrics" VALUES('job_2b2a1bcb66b07fbc05871032',30,'train_mean_token_accuracy',9.26314335927646781421e-01);
INSERT INTO "metrics" VALUES('job_8538db61164e0418341021a1',3,'train_loss',0.5);
INSERT INTO "metrics" VALUES('job_b788c001a7a9f6c5b3d50691',300,'eval_loss',0.27);
INSERT INTO "metrics" VALUES('job_b788c001a7a9f6c5b3d50691',300,'train_loss',0.15);
INSERT INTO "metrics" VALUES('job_68633b78fdc9bee8fb09c22f',7,'train_loss',0.25);
INSERT INTO "metrics" VALUES('job_2f34aa8db728dadea7662882',20,'epoch',0.3);
INSERT INTO "metrics" VALUES('job_2f34aa8db728dadea7662882',20,'grad_norm',NULL);
INSERT INTO "metrics" VALUES('job_2f34aa8db728dadea7662882',20,'learning_rate',2.0e-05);
INSERT INTO "metrics" VALUES('job_2f34aa8db728dadea7662882',20,'train_loss',1.5312);
INSERT INTO "metrics" VALUES('job_d873d7876d82dd8381311038',20,'train_loss',1.0558);
INSERT INTO "metrics" VALUES('job_d873d7876d82dd8381311038',40,'train_loss',0.6967);
INSERT INTO "metrics" VALUES('job_d873d7876d82dd8381311038',60,'train_loss',0.5877);
INSERT INTO "metrics" VALUES('job_d873d7876d82dd8381311038',80,'train_loss',0.4268);
INSERT INTO "metrics" VALUES('job_d873d7876d82dd8381311038',100,'train_loss',0.4081);
INSERT INTO "metrics" VALUES('job_52da9da6aaf597e04c13e0e7',10,'learning_rate',1.0e-05);
INSERT INTO "metrics" VALUES('job_52da9da6aaf597e04c13e0e7',10,'train_loss',1.008);
INSERT INTO "metrics" VALUES('job_52da9da6aaf597e04c13e0e7',20,'learning_rate',1.0e-05);
INSERT INTO "metrics" VALUES('job_52da9da6aaf597e04c13e0e7',20,'train_loss',0.6723);
INSERT INTO "metrics" VALUES('job_52da9da6aaf597e04c13e0e7',30,'learning_rate',1.0e-05);
INSERT INTO "metrics" VALUES('job_52da9da6aaf597e04c13e0e7',30,'train_loss',0.548);
INSERT INTO "metrics" VALUES('job_52da9da6aaf597e04c13e0e7',40,'learning_rate',1.0e-05);
INSERT INTO "metrics" VALUES('job_52da9da6aaf597e04c13e0e7',40,'train_loss',0.4277);
INSERT INTO "metrics" VALUES('job_52da9da6aaf597e04c13e0e7',50,'learning_rate',1.0e-05);
INSERT INTO "metrics" VALUES('job_52da9da6aaf597e04c13e0e7',50,'train_loss',0.3643);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',1,'train_loss',1.65969716830358);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',1,'train_mean_token_accuracy',4.36115316092936133873e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',1,'valid_loss',1.79168218547066038226e+00);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',1,'valid_mean_token_accuracy',4.08264066249582557865e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',2,'train_loss',1.05778538477517725091e+00);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',2,'train_mean_token_accuracy',5.89257097428361298341e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',2,'valid_loss',1.35812371260580011522e+00);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',2,'valid_mean_token_accuracy',5.07092494913805702516e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',3,'train_loss',7.82832571146038436182e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',3,'train_mean_token_accuracy',6.7609864733652469404e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',3,'valid_loss',1.01654698221164152549e+00);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',3,'valid_mean_token_accuracy',6.01533235273798871922e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',4,'full_valid_loss',7.98573336311702686174e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',4,'full_valid_mean_token_accuracy',6.70798377254409938785e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',4,'train_loss',5.81725634872425234611e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',4,'train_mean_token_accuracy',7.47618231169364100274e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',4,'valid_loss',7.71784677499001370293e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',4,'valid_mean_token_accuracy',6.79843714564901113739e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',5,'train_loss',4.54182543644893577106e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',5,'train_mean_token_accuracy',7.96848049197285801525e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',5,'valid_loss',6.25478392389542170448e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',5,'valid_mean_token_accuracy',7.31440650200122166602e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',6,'train_loss',3.53776981859698302912e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',6,'train_mean_token_accuracy',0.837873209776542);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',6,'valid_loss',0.527449011190682);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',6,'valid_mean_token_accuracy',7.68185141215992239871e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',7,'train_loss',2.66548310897181062184e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',7,'train_mean_token_accuracy',8.75225111481220063858e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',7,'valid_loss',4.43850815297262668579e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',7,'valid_mean_token_accuracy',8.00975108723141704381e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',8,'full_valid_loss',4.3455284357251433569e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',8,'full_valid_mean_token_accuracy',8.04707499874189546851e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',8,'train_loss',2.2856753198838847263e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',8,'train_mean_token_accuracy',8.92004799336787779218e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',8,'valid_loss',4.22607900261624314097e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',8,'valid_mean_token_accuracy',8.09527973349694618399e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',9,'train_loss',2.13617346190986434617e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',9,'train_mean_token_accuracy',0.898697601572696);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',9,'valid_loss',3.70776456577922852719e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',9,'valid_mean_token_accuracy',8.30781688282472119411e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',10,'train_loss',1.83968667815743724958e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',10,'train_mean_token_accuracy',9.12119438780321645232e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',10,'valid_loss',3.59131516003521444879e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',10,'valid_mean_token_accuracy',8.35632999580173896347e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',11,'train_loss',1.67041518675461325704e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',11,'train_mean_token_accuracy',0.919871990539705);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',11,'valid_loss',3.438180820230759549e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',11,'valid_mean_token_accuracy',8.420557622255762098e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',12,'full_valid_loss',3.53328892730308874448e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',12,'full_valid_mean_token_accuracy',8.38060951745594251427e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',12,'train_loss',1.56534155137172170668e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',12,'train_mean_token_accuracy',9.24717422279586753752e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',12,'valid_loss',3.2302602857763784705e-01);
INSERT INTO "metrics" VALUES('job_ac40fbd95c830cf15e264c3f',12,'valid_mean_token_accuracy',8.50855458114642582145e-01);
INSERT INTO "metrics" VALUES('job_e109c3da0f59d53a59cf8567',1,'train_loss',2.01570208621697810613e+00);
INSERT INTO "metrics" VALUES('job_e109c3da0f59d53a59cf8567',1,'train_mean_token_accuracy',3.65002512044916405109e-01);
INSERT INTO "metrics" VALUES('job_e109c3da0f59d53a59cf8567',2,'train_loss',1.64666667219103102226e+00);
INSERT INTO "metrics" VALUES('job_e109c3da0f59d53a59cf8567',2,'train_mean_token_accuracy',4.38965991904550434377e-01);
INSERT INTO "metrics" VALUES('job_e109c3da0f59d53a59cf8567',3,'train_loss',1.50451679767352);
INSERT INTO "metrics" VALUES('job_e109c3da0f59d53a59cf8567',3,'train_mean_token_accuracy',4.71300964382442233446e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',1,'train_loss',1.17641729999945154894e+00);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',1,'train_mean_token_accuracy',5.55321168847545565405e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',1,'valid_loss',1.28137304928576556406e+00);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',1,'valid_mean_token_accuracy',0.526930549032207);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',2,'full_valid_loss',7.98573336311702686174e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',2,'full_valid_mean_token_accuracy',6.70798377254409938785e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',2,'train_loss',5.87500515251204280531e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',2,'train_mean_token_accuracy',7.45462641807694059714e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',2,'valid_loss',7.44452865786564887962e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',2,'valid_mean_token_accuracy',6.89198167719492826854e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',3,'train_loss',3.60828871277597607036e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',3,'train_mean_token_accuracy',8.34924117389438391612e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',3,'valid_loss',5.18339460994255429859e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',3,'valid_mean_token_accuracy',0.771692032255188);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',4,'full_valid_loss',4.3455284357251433569e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',4,'full_valid_mean_token_accuracy',8.04707499874189546851e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',4,'train_loss',2.36185813742661870895e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',4,'train_mean_token_accuracy',0.888613490480159);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',4,'valid_loss',4.23661516797971260395e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',4,'valid_mean_token_accuracy',8.09101619633208146709e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',5,'train_loss',1.82843091269766416795e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',5,'train_mean_token_accuracy',9.12632913379220811478e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',5,'valid_loss',3.4823866711983236799e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',5,'valid_mean_token_accuracy',8.40196628021132707608e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',6,'full_valid_loss',3.53328892730308874448e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',6,'full_valid_mean_token_accuracy',8.38060951745594251427e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',6,'train_loss',1.54992831642219580645e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',6,'train_mean_token_accuracy',9.25430341298586367493e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',6,'valid_loss',3.43812461115390322063e-01);
INSERT INTO "metrics" VALUES('job_0268da64ca5adf1c5b9782fd',6,'valid_mean_token_accuracy',8.42058128787754545108e-01);
INSERT INTO "metrics" VALUES('job_1f1acf0caa82ea7b37c96e97',1,'train_loss',1.98225288697178458896e+00);
INSERT INTO "metrics" VALUES('job_1f1acf0caa82ea7b37c96e97',1,'train_mean_token_accuracy',0.371158366532616);
INSERT INTO "metrics" VALUES('job_1f1acf0caa82ea7b37c96e97',2,'train_loss',1.61718524883097169997e+00);
INSERT INTO "metrics" VALUES('job_1f1acf0caa82ea7b37c96e97',2,'train_mean_token_accuracy',4.45484589377199535764e-01);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',1,'grad_norm',1.0);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',1,'train_loss',2.0833);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',2,'grad_norm',0.5);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',2,'train_loss',1.7857);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',3,'grad_norm',3.33333333333333314829e-01);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',3,'train_loss',1.5625);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',4,'grad_norm',0.25);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',4,'train_loss',1.3889);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',5,'grad_norm',0.2);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',5,'train_loss',1.25);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',6,'grad_norm',1.66666666666666657414e-01);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',6,'train_loss',1.1364);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',7,'grad_norm',1.42857142857142849212e-01);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',7,'train_loss',1.0417);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',8,'grad_norm',0.125);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',8,'train_loss',0.9615);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',9,'grad_norm',1.11111111111111104943e-01);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',9,'train_loss',0.8929);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',10,'grad_norm',0.1);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',10,'train_loss',0.8333);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',10,'valid_loss',0.9166);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',11,'grad_norm',9.09090909090909116141e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',11,'train_loss',0.7812);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',12,'grad_norm',8.33333333333333287074e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',12,'train_loss',0.7353);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',13,'grad_norm',7.6923076923076927347e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',13,'train_loss',0.6944);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',14,'grad_norm',7.14285714285714246063e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',14,'train_loss',0.6579);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',15,'grad_norm',6.66666666666666657414e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',15,'train_loss',0.625);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',16,'grad_norm',0.0625);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',16,'train_loss',0.5952);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',17,'grad_norm',5.8823529411764705066e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',17,'train_loss',0.5682);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',18,'grad_norm',5.55555555555555524716e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',18,'train_loss',0.5435);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',19,'grad_norm',5.26315789473684181309e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',19,'train_loss',0.5208);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',20,'grad_norm',0.05);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',20,'train_loss',0.5);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',20,'valid_loss',0.55);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',21,'grad_norm',4.76190476190476164042e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',21,'train_loss',0.4808);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',22,'grad_norm',4.5454545454545455807e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',22,'train_loss',0.463);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',23,'grad_norm',4.34782608695652161845e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',23,'train_loss',0.4464);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',24,'grad_norm',4.16666666666666643537e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',24,'train_loss',0.431);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',25,'grad_norm',0.04);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',25,'train_loss',NULL);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',26,'grad_norm',3.84615384615384636735e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',26,'train_loss',NULL);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',27,'grad_norm',3.7037037037037034981e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',27,'train_loss',NULL);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',28,'grad_norm',3.57142857142857123031e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',28,'train_loss',NULL);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',29,'grad_norm',3.44827586206896546938e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',29,'train_loss',NULL);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',30,'grad_norm',3.33333333333333328707e-02);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',30,'train_loss',NULL);
INSERT INTO "metrics" VALUES('job_5e30dada569473c654ea3fb0',30,'valid_loss',NULL);
INSERT INTO "metrics" VALUES('job_9904048ae4f5dc2fe28f7cbd',5,'train_loss',0.75);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',1,'train_loss',1.91444270831213247952e+00);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',1,'train_mean_token_accuracy',3.83958289205040215197e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',2,'train_loss',1.63204107087884797699e+00);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',2,'train_mean_token_accuracy',4.42187828665292159691e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',3,'train_loss',1.52701946367999585874e+00);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',3,'train_mean_token_accuracy',4.66027920302072240499e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',4,'train_loss',1.349808751917);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',4,'train_mean_token_accuracy',5.09205110530169813287e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',5,'train_loss',1.13928143302594664376e+00);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',5,'train_mean_token_accuracy',5.6572865915584635843e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',6,'train_loss',1.00439911790190805618e+00);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',6,'train_mean_token_accuracy',6.05198025911617198957e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',7,'train_loss',8.43295608524696649332e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',7,'train_mean_token_accuracy',6.55965026801151762647e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',8,'train_loss',0.751684105268184);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',8,'train_mean_token_accuracy',6.86710788637143632051e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',9,'train_loss',6.99066742879896896312e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',9,'train_mean_token_accuracy',7.05016994039411093453e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',10,'train_loss',5.89170829077319324618e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',10,'train_mean_token_accuracy',7.44840323431880668714e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',11,'train_loss',5.18159452040225398938e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',11,'train_mean_token_accuracy',7.71761491118725162507e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',12,'train_loss',4.71047695998985105347e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',12,'train_mean_token_accuracy',7.90156819124694154155e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',13,'train_loss',4.19617152912708957224e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',13,'train_mean_token_accuracy',0.81073942573103);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',14,'train_loss',0.399965950289527);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',14,'train_mean_token_accuracy',8.18744691969184201774e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',15,'train_loss',3.72273919870117431241e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',15,'train_mean_token_accuracy',8.30159888551073477103e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',16,'train_loss',3.34452907201940541348e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',16,'train_mean_token_accuracy',8.4600800808350351545e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',17,'train_loss',3.09339320126016503742e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',17,'train_mean_token_accuracy',0.856698132352456);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',18,'train_loss',2.5721893431088366233e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',18,'train_mean_token_accuracy',8.79317300786120692457e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',19,'train_loss',2.48897100829783030073e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',19,'train_mean_token_accuracy',8.82983689342227151541e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',20,'train_loss',2.42006767222351593105e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',20,'train_mean_token_accuracy',8.86030961603539779503e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',21,'train_loss',2.25283386300447419081e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',21,'train_mean_token_accuracy',8.93470739455302753739e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',22,'train_loss',2.09190544528006200364e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',22,'train_mean_token_accuracy',9.00688982640525770406e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',23,'train_loss',1.9666375234144278794e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',23,'train_mean_token_accuracy',9.06348058511999066233e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',24,'train_loss',2.00087103610911448692e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',24,'train_mean_token_accuracy',9.04798011590877360177e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',25,'train_loss',1.71339363464574484519e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',25,'train_mean_token_accuracy',9.17897379422008885541e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',26,'train_loss',1.7700638166828572273e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',26,'train_mean_token_accuracy',9.15300190160240334513e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',27,'train_loss',1.69850689982327412996e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',27,'train_mean_token_accuracy',9.18580858503833863615e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',28,'train_loss',1.55386292579984042205e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',28,'train_mean_token_accuracy',0.925248298860859);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',29,'train_loss',1.5729865615254645661e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',29,'train_mean_token_accuracy',9.24364016124597509538e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',30,'train_loss',1.62686757244427077084e-01);
INSERT INTO "metrics" VALUES('job_8ac27b05bd5b8aa31d0f2996',30,'train_mean_token_accuracy',9.21877084206615293737e-01);
INSERT INTO "metrics" VALUES('job_8dc3f87964a461ac8ec0ece6',1,'train_loss',1.89681645944118382196e+00);
INSERT INTO "metrics" VALUES('job_8dc3f87964a461ac8ec0ece6',1,'train_mean_token_accuracy',3.87357116530703371459e-01);
INSERT INTO "metrics" VALUES('job_8dc3f87964a461ac8ec0ece6',2,'train_loss',1.64857610064743353994e+00);
INSERT INTO "metrics" VALUES('job_8dc3f87964a461ac8ec0ece6',2,'train_mean_token_accuracy',4.38547104816931210269e-01);
INSERT INTO "metrics" VALUES('job_8dc3f87964a461ac8ec0ece6',3,'train_loss',1.45963557112637620782e+00);
INSERT INTO "metrics" VALUES('job_8dc3f87964a461ac8ec0ece6',3,'train_mean_token_accuracy',4.81996808866107739888e-01);
INSERT INTO "metrics" VALUES('job_8dc3f87964a461ac8ec0ece6',4,'train_loss',1.2398420067468747252e+00);
INSERT INTO "metrics" VALUES('job_8dc3f87964a461ac8ec0ece6',4,'train_mean_token_accuracy',0.537986935069079);
CREATE TABLE models (
	id TEXT NOT NULL, 
	project TEXT NOT NULL, 
	name TEXT NOT NULL, 
	versions INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_models PRIMARY KEY (id), 
	CONSTRAINT uq_models_project_name UNIQUE (project, name)
);
INSERT INTO "models" VALUES('mdl_c880b75c44508afe1c01ca39','default','legacy-bot',2,'2026-11-29 03:29:11.573543');
INSERT INTO "models" VALUES('mdl_f2db2d2a5188799ede3b65e6','default','tone',1,'2026-11-29 03:29:15.460173');
INSERT INTO "models" VALUES('mdl_3a7577bf0dc93e4fb406f3a5','default','support-bot',3,'2026-11-29 03:29:17.324790');
INSERT INTO "models" VALUES('mdl_02784f225aaacca6244ca404','default','acme/intent',1,'2026-11-29 03:29:33.504401');
INSERT INTO "models" VALUES('mdl_9d49df9683c5e0cb304a0a09','default','acme/support-bot',1,'2026-11-29 03:29:36.237949');
INSERT INTO "models" VALUES('mdl_2e1f5400486e736ce73d722d','default','support-triage',2,'2026-11-29 03:29:41.108585');
INSERT INTO "models" VALUES('mdl_aa304817c9a022d1c2387adc','default','intent',1,'2026-11-29 03:29:43.347289');
CREATE TABLE notifications (
	id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	event_kind TEXT NOT NULL, 
	subscription TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	project TEXT NOT NULL, 
	account TEXT NOT NULL, 
	provider TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	job_id TEXT, 
	status TEXT, 
	detail TEXT, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_notifications PRIMARY KEY (id)
);
INSERT INTO "notifications" VALUES('ntf_f3ab9d4c1adfd5933a7026a8','evt_c66d44f2a0016387a7daa1a8','account.failing','everything','hook','default','openai-closed','openai','openai-closed',NULL,NULL,'{"failing_since":"2026-11-29T03:29:11.531787+00:00","reason":"job list: HTTP 401","key_end":"…ed"}','2026-11-29 03:29:11.531787');
INSERT INTO "notifications" VALUES('ntf_7dd0e8b659997e0922d8d288','evt_c66d44f2a0016387a7daa1a8','account.failing','sub_92f3275687eba64a8ef72e79','team','default','openai-closed','openai','openai-closed',NULL,NULL,'{"failing_since":"2026-11-29T03:29:11.531787+00:00","reason":"job list: HTTP 401","key_end":"…ed"}','2026-11-29 03:29:11.531787');
INSERT INTO "notifications" VALUES('ntf_72227822ab5db1099b5299ab','evt_89e791b9875a87c846acbac9','job.cancelled','everything','hook','default','lab','generic','job_44ec385692a5203d3882d6c8','job_44ec385692a5203d3882d6c8','cancelled',NULL,'2026-11-29 03:29:11.670381');
INSERT INTO "notifications" VALUES('ntf_02ee158f8fc02d370647c167','evt_89e791b9875a87c846acbac9','job.cancelled','sub_81c3879ffe237cc8a391bdf3','closed','default','lab','generic','job_44ec385692a5203d3882d6c8','job_44ec385692a5203d3882d6c8','cancelled',NULL,'2026-11-29 03:29:11.670381');
INSERT INTO "notifications" VALUES('ntf_2a3c4ac11db7d70e80e9dca3','evt_0ba605b32a7dc8fc1845f851','job.succeeded','sub_92f3275687eba64a8ef72e79','team','default','openai-main','openai','job_2b2a1bcb66b07fbc05871032','job_2b2a1bcb66b07fbc05871032','succeeded',NULL,'2026-11-29 03:29:15.460173');
INSERT INTO "notifications" VALUES('ntf_69708cc14503d0238b73ee26','evt_0ba605b32a7dc8fc1845f851','job.succeeded','everything','hook','default','openai-main','openai','job_2b2a1bcb66b07fbc05871032','job_2b2a1bcb66b07fbc05871032','succeeded',NULL,'2026-11-29 03:29:15.460173');
INSERT INTO "notifications" VALUES('ntf_7c892c47893d1914fc5158ad','evt_13fc5d5e7c67ad4fabe4bcf0','model.registered','everything','hook','default','openai-main','openai','ver_67534ffbf4fd26f8b138f37a','job_2b2a1bcb66b07fbc05871032',NULL,NULL,'2026-11-29 03:29:15.795688');
INSERT INTO "notifications" VALUES('ntf_0f784f56bf104a4ca03d38e6','evt_7b5e781680a6763e6f1793d5','test','test','team','default','tunewatch','tunewatch','test_bac1dfb16082acd0',NULL,NULL,NULL,'2026-11-29 03:29:15.831143');
INSERT INTO "notifications" VALUES('ntf_07c3c2c3b4bc47cba995f447','evt_b29a165247c124120682f64e','job.paused','everything','hook','default','lab','generic','job_6a7b9cd1e0411f980f6d3f8a','job_6a7b9cd1e0411f980f6d3f8a','paused',NULL,'2026-11-29 03:29:17.188922');
INSERT INTO "notifications" VALUES('ntf_9db5b949d74a324cfa70bf1c','evt_f0e2ad9354a148299b591063','job.started','everything','hook','default','lab','generic','job_a42bc1c399c390d89e22d586','job_a42bc1c399c390d89e22d586','running',NULL,'2026-11-29 03:29:17.252585');
INSERT INTO "notifications" VALUES('ntf_5d8432beb250c0a9e0a5a320','evt_7fea8751be8174fd0a44d2f5','job.started','everything','hook','default','lab','generic','job_9904048ae4f5dc2fe28f7cbd','job_9904048ae4f5dc2fe28f7cbd','running',NULL,'2026-11-29 03:29:17.288759');
INSERT INTO "notifications" VALUES('ntf_5b7872ab5f774b9ad3c77e98','evt_2183b7dc6c3b4b7c770ec9a9','job.started','everything','hook','default','lab','generic','job_8538db61164e0418341021a1','job_8538db61164e0418341021a1','running',NULL,'2026-11-29 03:29:17.310064');
INSERT INTO "notifications" VALUES('ntf_ee0e64856c2088e70cc6c546','evt_8acd3fd4ad79dc3eab19eadc','job.succeeded','sub_92f3275687eba64a8ef72e79','team','default','lab','generic','job_b788c001a7a9f6c5b3d50691','job_b788c001a7a9f6c5b3d50691','succeeded',NULL,'2026-11-29 03:29:17.324790');
INSERT INTO "notifications" VALUES('ntf_bbf738c7c051848995464c7c','evt_8acd3fd4ad79dc3eab19eadc','job.succeeded','everything','hook','default','lab','generic','job_b788c001a7a9f6c5b3d50691','job_b788c001a7a9f6c5b3d50691','succeeded',NULL,'2026-11-29 03:29:17.324790');
INSERT INTO "notifications" VALUES('ntf_957a63bc0ea3e5963b06fce1','evt_d324888b7b41764b6988240b','job.failed','sub_92f3275687eba64a8ef72e79','team','default','lab','generic','job_9603461e1d20ae4560582049','job_9603461e1d20ae4560582049','failed',NULL,'2026-11-29 03:29:17.361396');
INSERT INTO "notifications" VALUES('ntf_e45a3929d6f9863d631c82bf','evt_d324888b7b41764b6988240b','job.failed','everything','hook','default','lab','generic','job_9603461e1d20ae4560582049','job_9603461e1d20ae4560582049','failed',NULL,'2026-11-29 03:29:17.361396');
INSERT INTO "notifications" VALUES('ntf_67cc77cd97e5522c7bf3e86b','evt_58d271ad965501d658109e48','job.failed','sub_92f3275687eba64a8ef72e79','team','default','lab','generic','job_68633b78fdc9bee8fb09c22f','job_68633b78fdc9bee8fb09c22f','failed',NULL,'2026-11-29 03:29:17.379433');
INSERT INTO "notifications" VALUES('ntf_e93a710400e28117badd15ad','evt_58d271ad965501d658109e48','job.failed','everything','hook','default','lab','generic','job_68633b78fdc9bee8fb09c22f','job_68633b78fdc9bee8fb09c22f','failed',NULL,'2026-11-29 03:29:17.379433');
INSERT INTO "notifications" VALUES('ntf_dcaf37b62a7c67983417f797','evt_ca5fa3e4269bff084db40a38','job.started','everything','hook','default','lab','generic','job_68633b78fdc9bee8fb09c22f','job_68633b78fdc9bee8fb09c22f','running',NULL,'2026-11-29 03:29:17.399167');
INSERT INTO "notifications" VALUES('ntf_5f4eb3b55b8bffa9e8bab194','evt_5380881d12e1a128cbb0a52c','job.expired','everything','hook','default','lab','generic','job_69b1669a2e63904726acb8d9','job_69b1669a2e63904726acb8d9','expired',NULL,'2026-11-29 03:29:17.425748');
INSERT INTO "notifications" VALUES('ntf_c3954c0805579fb6b5864cf5','evt_5380881d12e1a128cbb0a52c','job.expired','sub_f2944cfecf1bc80d370d3ba8','gone','default','lab','generic','job_69b1669a2e63904726acb8d9','job_69b1669a2e63904726acb8d9','expired',NULL,'2026-11-29 03:29:17.425748');
INSERT INTO "notifications" VALUES('ntf_2265701135fe59e0b2a618f7','evt_5380881d12e1a128cbb0a52c','job.expired','sub_b6be2f58a40b5bd18af020f6','dark','default','lab','generic','job_69b1669a2e63904726acb8d9','job_69b1669a2e63904726acb8d9','expired',NULL,'2026-11-29 03:29:17.425748');
INSERT INTO "notifications" VALUES('ntf_fae5ab2d80a89ce0c683a3d5','evt_db4e5aa6260e65133ae16d4b','job.cancelled','everything','hook','default','lab','generic','job_8d58f036029ba450c88b3502','job_8d58f036029ba450c88b3502','cancelled',NULL,'2026-11-29 03:29:17.448452');
INSERT INTO "notifications" VALUES('ntf_11d7db7b43559dfeeb50c96f','evt_d2bd9ae564286894758a8da0','model.registered','everything','hook','default','lab','generic','ver_65324d85f27e72ac4d1b051f','job_b788c001a7a9f6c5b3d50691',NULL,NULL,'2026-11-29 03:29:17.646604');
INSERT INTO "notifications" VALUES('ntf_6540e04faa0d2f9a61cc370e','evt_84218f9abeb74608f2fdd1e9','evaluation.finished','sub_92f3275687eba64a8ef72e79','team','default','lab','generic','eff_5af97fde816493b0b6a8b633','job_b788c001a7a9f6c5b3d50691',NULL,NULL,'2026-11-29 03:29:18.035552');
INSERT INTO "notifications" VALUES('ntf_eef65edfbee6aadaf4430e50','evt_84218f9abeb74608f2fdd1e9','evaluation.finished','everything','hook','default','lab','generic','eff_5af97fde816493b0b6a8b633','job_b788c001a7a9f6c5b3d50691',NULL,NULL,'2026-11-29 03:29:18.035552');
INSERT INTO "notifications" VALUES('ntf_016a1305428fe120121c1fae','evt_e724a4bd0bc90578b62ce17a','job.started','everything','hook','default','lab','generic','job_b63c40fd97255cf5c0e0fab9','job_b63c40fd97255cf5c0e0fab9','running',NULL,'2026-11-29 03:29:31.269637');
INSERT INTO "notifications" VALUES('ntf_008e60bb77a102e43b591eb7','evt_fc3a7638987d9a6ffa362bdb','job.failed','sub_92f3275687eba64a8ef72e79','team','default','lab','generic','job_b63c40fd97255cf5c0e0fab9','job_b63c40fd97255cf5c0e0fab9','failed',NULL,'2026-11-29 03:29:31.287645');
INSERT INTO "notifications" VALUES('ntf_efc47b11f08e0fb54cdd281a','evt_fc3a7638987d9a6ffa362bdb','job.failed','everything','hook','default','lab','generic','job_b63c40fd97255cf5c0e0fab9','job_b63c40fd97255cf5c0e0fab9','failed',NULL,'2026-11-29 03:29:31.287645');
INSERT INTO "notifications" VALUES('ntf_2b54d571250c64335a61dce0','evt_9e81bd1d2ee5e303782b3645','job.started','everything','hook','default','lab','generic','job_2f34aa8db728dadea7662882','job_2f34aa8db728dadea7662882','running',NULL,'2026-11-29 03:29:31.301319');
INSERT INTO "notifications" VALUES('ntf_7167a63c457cde77f9fc7d9e','evt_64876fabae87dfba0056c541','job.started','everything','hook','default','lab','generic','job_ab23922c98d8b0275d51d3dc','job_ab23922c98d8b0275d51d3dc','running',NULL,'2026-11-29 03:29:31.315748');
INSERT INTO "notifications" VALUES('ntf_a9dae2a3c5e352384a9bb895','evt_efccc99be634add08cf8cfe7','job.started','everything','hook','default','lab','generic','job_306ce5c9047e8802377a765b','job_306ce5c9047e8802377a765b','running',NULL,'2026-11-29 03:29:31.325397');
INSERT INTO "notifications" VALUES('ntf_4a778fec7e6f9a98e9564141','evt_4a997bcbade85c70f0ad1003','job.started','everything','hook','default','replicate','replicate','job_d873d7876d82dd8381311038','job_d873d7876d82dd8381311038','running',NULL,'2026-11-29 03:29:31.689768');
INSERT INTO "notifications" VALUES('ntf_1e9d24c6e7cc64bac98c9812','evt_e223fcd721edac7ee0e2af65','job.succeeded','sub_92f3275687eba64a8ef72e79','team','default','replicate','replicate','job_d873d7876d82dd8381311038','job_d873d7876d82dd8381311038','succeeded',NULL,'2026-11-29 03:29:33.504401');
INSERT INTO "notifications" VALUES('ntf_0834469165deea11a91cdbc4','evt_e223fcd721edac7ee0e2af65','job.succeeded','everything','hook','default','replicate','replicate','job_d873d7876d82dd8381311038','job_d873d7876d82dd8381311038','succeeded',NULL,'2026-11-29 03:29:33.504401');
INSERT INTO "notifications" VALUES('ntf_2d57db87b5ec2362dde85ba6','evt_1b2fa43a53b45f95331ae2a6','model.registered','everything','hook','default','replicate','replicate','ver_5a3c881a63685c6741b2f58b','job_d873d7876d82dd8381311038',NULL,NULL,'2026-11-29 03:29:33.843336');
INSERT INTO "notifications" VALUES('ntf_1da60eb37198d15df5f9b922','evt_098e21f43d2521012161ff18','job.succeeded','sub_92f3275687eba64a8ef72e79','team','default','hub','huggingface','job_52da9da6aaf597e04c13e0e7','job_52da9da6aaf597e04c13e0e7','succeeded',NULL,'2026-11-29 03:29:36.237949');
INSERT INTO "notifications" VALUES('ntf_b2dd4d6188f829709800421c','evt_098e21f43d2521012161ff18','job.succeeded','everything','hook','default','hub','huggingface','job_52da9da6aaf597e04c13e0e7','job_52da9da6aaf597e04c13e0e7','succeeded',NULL,'2026-11-29 03:29:36.237949');
INSERT INTO "notifications" VALUES('ntf_13f19c0951454842bf9a5506','evt_95c3927b388924327d4c6e86','model.registered','everything','hook','default','hub','huggingface','ver_bd88c17866306e281c11fb47','job_52da9da6aaf597e04c13e0e7',NULL,'{"reason":"needs an endpoint: no inference provider serves it: deploy it as an Inference Endpoint or on your own"}','2026-11-29 03:29:36.571279');
INSERT INTO "notifications" VALUES('ntf_64c6e25ee820f89a52d8b821','evt_3f7bb5ab98be80327595842c','job.succeeded','sub_92f3275687eba64a8ef72e79','team','default','runpod','runpod','job_cef257f28603c697ae1519e0','job_cef257f28603c697ae1519e0','succeeded',NULL,'2026-11-29 03:29:37.181800');
INSERT INTO "notifications" VALUES('ntf_a5c955c4588a1ff7ea823a2d','evt_3f7bb5ab98be80327595842c','job.succeeded','everything','hook','default','runpod','runpod','job_cef257f28603c697ae1519e0','job_cef257f28603c697ae1519e0','succeeded',NULL,'2026-11-29 03:29:37.181800');
INSERT INTO "notifications" VALUES('ntf_eea2931431843656a8c3d835','evt_68dbf788978bc75c12142dbc','model.registered','everything','hook','default','runpod','runpod','ver_fab10d378e2f5a254d308f18','job_cef257f28603c697ae1519e0',NULL,NULL,'2026-11-29 03:29:37.492562');
INSERT INTO "notifications" VALUES('ntf_58f117f95e93f123d20f523d','evt_d4cb7c69113033cd93ad2184','job.failed','sub_2876d5ebfe8b4f6c64dafbfb','hook','research','openai-research','openai','job_a876c010ba52b2893a392385','job_a876c010ba52b2893a392385','failed',NULL,'2026-11-29 03:29:39.548227');
INSERT INTO "notifications" VALUES('ntf_a6f1d82ec11f9b628fbdacb1','evt_5e9ccb5d63287be9e4c50280','job.failed','sub_92f3275687eba64a8ef72e79','team','default','openai-main','openai','job_76766bd0e21f85b850ad8fb4','job_76766bd0e21f85b850ad8fb4','failed',NULL,'2026-11-29 03:29:39.749051');
INSERT INTO "notifications" VALUES('ntf_c100380ac5538bdc156c45bc','evt_5e9ccb5d63287be9e4c50280','job.failed','everything','hook','default','openai-main','openai','job_76766bd0e21f85b850ad8fb4','job_76766bd0e21f85b850ad8fb4','failed',NULL,'2026-11-29 03:29:39.749051');
INSERT INTO "notifications" VALUES('ntf_a1c1d81998ee483fbaa370b7','evt_52c90b936202c98539d7aace','job.succeeded','sub_92f3275687eba64a8ef72e79','team','default','openai-main','openai','job_ac40fbd95c830cf15e264c3f','job_ac40fbd95c830cf15e264c3f','succeeded',NULL,'2026-11-29 03:29:41.108585');
INSERT INTO "notifications" VALUES('ntf_c6a43f4add00fb5939cb4330','evt_52c90b936202c98539d7aace','job.succeeded','everything','hook','default','openai-main','openai','job_ac40fbd95c830cf15e264c3f','job_ac40fbd95c830cf15e264c3f','succeeded',NULL,'2026-11-29 03:29:41.108585');
INSERT INTO "notifications" VALUES('ntf_1bace1574a4ab87cfb4098e4','evt_52c90b936202c98539d7aace','job.succeeded','sub_487d1bf595b94d6fed64d089','leads','default','openai-main','openai','job_ac40fbd95c830cf15e264c3f','job_ac40fbd95c830cf15e264c3f','succeeded',NULL,'2026-11-29 03:29:41.108585');
INSERT INTO "notifications" VALUES('ntf_dd59be293e862754603ccd01','evt_c545c5b122ffbe577dade5f6','model.registered','everything','hook','default','openai-main','openai','ver_c9dd486270fcd5e3bf328f20','job_ac40fbd95c830cf15e264c3f',NULL,NULL,'2026-11-29 03:29:41.426447');
INSERT INTO "notifications" VALUES('ntf_3286479f319c9786ee00105e','evt_a643de7ff395fa9fb53c2c15','evaluation.finished','sub_92f3275687eba64a8ef72e79','team','default','openai-main','openai','eff_d9a0ecb62627725335706b15','job_ac40fbd95c830cf15e264c3f',NULL,NULL,'2026-11-29 03:29:42.384090');
INSERT INTO "notifications" VALUES('ntf_60458ccd42ad6f06d0daff30','evt_a643de7ff395fa9fb53c2c15','evaluation.finished','everything','hook','default','openai-main','openai','eff_d9a0ecb62627725335706b15','job_ac40fbd95c830cf15e264c3f',NULL,NULL,'2026-11-29 03:29:42.384090');
INSERT INTO "notifications" VALUES('ntf_6e1e049f6d29ccad875ae221','evt_a643de7ff395fa9fb53c2c15','evaluation.finished','sub_487d1bf595b94d6fed64d089','leads','default','openai-main','openai','eff_d9a0ecb62627725335706b15','job_ac40fbd95c830cf15e264c3f',NULL,NULL,'2026-11-29 03:29:42.384090');
INSERT INTO "notifications" VALUES('ntf_0d3d6bc7d06bbf4645db0d23','evt_ae3d6adc224e36993509bbb0','job.started','everything','hook','default','openai-main','openai','job_8ac27b05bd5b8aa31d0f2996','job_8ac27b05bd5b8aa31d0f2996','running',NULL,'2026-11-29 03:29:43.312764');
INSERT INTO "notifications" VALUES('ntf_7e414ea2545e7b17e16511c3','evt_b0626b0219fe718236330528','job.paused','everything','hook','default','openai-main','openai','job_e0e8bf6393f96b65e7e524ec','job_e0e8bf6393f96b65e7e524ec','paused',NULL,'2026-11-29 03:29:43.312764');
INSERT INTO "notifications" VALUES('ntf_3fd31917ad9dba63c3caa70d','evt_9a43990746d70450f44ca423','job.started','everything','hook','default','openai-main','openai','job_e109c3da0f59d53a59cf8567','job_e109c3da0f59d53a59cf8567','running',NULL,'2026-11-29 03:29:43.312764');
INSERT INTO "notifications" VALUES('ntf_2876d7563e3828e126abf1ef','evt_22406c77ada7d5812209221c','job.succeeded','sub_92f3275687eba64a8ef72e79','team','default','openai-main','openai','job_0268da64ca5adf1c5b9782fd','job_0268da64ca5adf1c5b9782fd','succeeded',NULL,'2026-11-29 03:29:43.347289');
INSERT INTO "notifications" VALUES('ntf_65be0c95062fc6dc4880fc53','evt_22406c77ada7d5812209221c','job.succeeded','everything','hook','default','openai-main','openai','job_0268da64ca5adf1c5b9782fd','job_0268da64ca5adf1c5b9782fd','succeeded',NULL,'2026-11-29 03:29:43.347289');
INSERT INTO "notifications" VALUES('ntf_f7cc0169a187f2e1644bfe06','evt_e158b83fab7849274f0b514e','job.cancelled','everything','hook','default','openai-main','openai','job_1f1acf0caa82ea7b37c96e97','job_1f1acf0caa82ea7b37c96e97','cancelled',NULL,'2026-11-29 03:29:43.347289');
INSERT INTO "notifications" VALUES('ntf_b67763d5beacc6d9e0956eda','evt_f1a55f832d1e4401953c6fc7','job.cancelled','everything','hook','default','openai-main','openai','job_e109c3da0f59d53a59cf8567','job_e109c3da0f59d53a59cf8567','cancelled',NULL,'2026-11-29 03:29:43.469337');
INSERT INTO "notifications" VALUES('ntf_34158c4a4be3e2b3de475027','evt_f7db9afdd64981984f1b1a78','test','test','team','default','tunewatch','tunewatch','test_466af505352a1c00',NULL,NULL,NULL,'2026-11-29 03:29:43.512101');
INSERT INTO "notifications" VALUES('ntf_9f5a45bae1d0c587f7855ffe','evt_525c6115db5152db4cd76983','test','test','team','default','tunewatch','tunewatch','test_e07db5a80ecc90e4',NULL,NULL,NULL,'2026-11-29 03:29:43.553206');
INSERT INTO "notifications" VALUES('ntf_7f135c123fd9b3ebe3ed3e98','evt_e0f6ef9c58c2e87d5abb138e','test','test','team','default','tunewatch','tunewatch','test_235c7fa4665e3d0e',NULL,NULL,NULL,'2026-11-29 03:29:43.582745');
INSERT INTO "notifications" VALUES('ntf_b30528c3b7fff5b0a67cdb28','evt_83ec58a7e5206a86ca83b8f7','test','test','team','default','tunewatch','tunewatch','test_79030f84d3745d9e',NULL,NULL,NULL,'2026-11-29 03:29:43.598512');
INSERT INTO "notifications" VALUES('ntf_94797815df96b15bbddfa387','evt_403f6638c41fd395f8689e0c','test','test','team','default','tunewatch','tunewatch','test_401ab84742c2de6a',NULL,NULL,NULL,'2026-11-29 03:29:43.618889');
INSERT INTO "notifications" VALUES('ntf_d4194da8de1d87c6c38af80f','evt_cf9e3c87f25075ee0ffe3342','model.registered','everything','hook','default','openai-main','openai','ver_2f71fdc7f3f9463ffa18d5c0','job_0268da64ca5adf1c5b9782fd',NULL,NULL,'2026-11-29 03:29:43.661611');
INSERT INTO "notifications" VALUES('ntf_13d346f2beb1db1101ef2424','evt_10831885b5c20de49c29018f','evaluation.finished','sub_92f3275687eba64a8ef72e79','team','default','openai-main','openai','eff_589b63615c48cd3d8bfa193e','job_0268da64ca5adf1c5b9782fd',NULL,NULL,'2026-11-29 03:29:43.824676');
INSERT INTO "notifications" VALUES('ntf_1a71fcae3170a0bb75f386dc','evt_10831885b5c20de49c29018f','evaluation.finished','everything','hook','default','openai-main','openai','eff_589b63615c48cd3d8bfa193e','job_0268da64ca5adf1c5b9782fd',NULL,NULL,'2026-11-29 03:29:43.824676');
INSERT INTO "notifications" VALUES('ntf_9d6f92d91384d84dc77a9b9a','evt_5143793997408c436440952a','test','test','dark','default','tunewatch','tunewatch','test_881c9c6282e408f9',NULL,NULL,NULL,'2026-11-29 03:29:53.848375');
INSERT INTO "notifications" VALUES('ntf_6c84b07fc8327771db083130','evt_016093ace56268c916272a3b','test','test','leads','default','tunewatch','tunewatch','test_b44b72490178fe78',NULL,NULL,NULL,'2026-11-29 03:29:53.874168');
INSERT INTO "notifications" VALUES('ntf_ca4754ac06d2601311b74a66','evt_d2ab275f0f5b14c0e3da253b','job.started','everything','hook','default','lab','generic','job_b524ff0397ba569029d17ea7','job_b524ff0397ba569029d17ea7','running',NULL,'2026-11-29 03:29:59.579820');
INSERT INTO "notifications" VALUES('ntf_67df8c8e7aca3c091f302ccc','evt_607ff41f6916d6afdfa6db51','evaluation.finished','sub_92f3275687eba64a8ef72e79','team','default','openai-main','openai','eff_e4710e78b9014f8120dfe5de','job_bd4fa253ffdb3dab284ca028',NULL,NULL,'2026-11-29 03:29:59.721097');
INSERT INTO "notifications" VALUES('ntf_c043feba14877d418d8d697c','evt_607ff41f6916d6afdfa6db51','evaluation.finished','everything','hook','default','openai-main','openai','eff_e4710e78b9014f8120dfe5de','job_bd4fa253ffdb3dab284ca028',NULL,NULL,'2026-11-29 03:29:59.721097');
INSERT INTO "notifications" VALUES('ntf_02eb10824156edabb0d1eb2c','evt_6cf33ec81ff82f61d8edda84','job.succeeded','sub_92f3275687eba64a8ef72e79','team','default','together','together','job_5e30dada569473c654ea3fb0','job_5e30dada569473c654ea3fb0','succeeded',NULL,'2026-11-29 03:30:16.384111');
INSERT INTO "notifications" VALUES('ntf_b0d6b4c8d092523bfbf69232','evt_6cf33ec81ff82f61d8edda84','job.succeeded','everything','hook','default','together','together','job_5e30dada569473c654ea3fb0','job_5e30dada569473c654ea3fb0','succeeded',NULL,'2026-11-29 03:30:16.384111');
INSERT INTO "notifications" VALUES('ntf_3d7b317f60b9d1a517f08fb5','evt_2bd9b583ab767a2a24a805d3','job.failed','sub_92f3275687eba64a8ef72e79','team','default','together','together','job_9d938d715ef09c95d7a5ec40','job_9d938d715ef09c95d7a5ec40','failed',NULL,'2026-11-29 03:30:16.384111');
INSERT INTO "notifications" VALUES('ntf_37c4bd69f6b9fc2a93b1de6c','evt_2bd9b583ab767a2a24a805d3','job.failed','everything','hook','default','together','together','job_9d938d715ef09c95d7a5ec40','job_9d938d715ef09c95d7a5ec40','failed',NULL,'2026-11-29 03:30:16.384111');
INSERT INTO "notifications" VALUES('ntf_a7c8db00f174dd79cddbcbcf','evt_3dd23ed6677b966af3bd7b45','model.registered','everything','hook','default','together','together','ver_6362d75c8897a52d25a48e60','job_5e30dada569473c654ea3fb0',NULL,'{"reason":"needs an endpoint: no endpoint has a deployment of this model''s own"}','2026-11-29 03:30:16.709055');
INSERT INTO "notifications" VALUES('ntf_6ba531d10ad8dff8e850e303','evt_7dfbaa07a7145ee1da55e881','evaluation.finished','sub_92f3275687eba64a8ef72e79','team','default','together','together','eff_342b6210b5fef049b8197eec','job_5e30dada569473c654ea3fb0',NULL,NULL,'2026-11-29 03:30:16.792206');
INSERT INTO "notifications" VALUES('ntf_e4fcc6a6a51a3e9f07fe4a9a','evt_7dfbaa07a7145ee1da55e881','evaluation.finished','everything','hook','default','together','together','eff_342b6210b5fef049b8197eec','job_5e30dada569473c654ea3fb0',NULL,NULL,'2026-11-29 03:30:16.792206');
INSERT INTO "notifications" VALUES('ntf_c2e7a44f001698fbc3484a7e','evt_66a2742a8786717ea3705c71','job.stalled','everything','hook','default','lab','generic','job_9904048ae4f5dc2fe28f7cbd','job_9904048ae4f5dc2fe28f7cbd',NULL,NULL,'2026-11-29 03:30:50.527774');
INSERT INTO "notifications" VALUES('ntf_1f6c3871cb7d4ebe0b4f9b5a','evt_938e2570fb75c6b584875989','job.stalled','everything','hook','default','lab','generic','job_a42bc1c399c390d89e22d586','job_a42bc1c399c390d89e22d586',NULL,NULL,'2026-11-29 03:30:50.527774');
INSERT INTO "notifications" VALUES('ntf_851ab6434e769b421dedd8bc','evt_290c15c37ff71ff70c078873','job.recovered','everything','hook','default','lab','generic','job_9904048ae4f5dc2fe28f7cbd','job_9904048ae4f5dc2fe28f7cbd',NULL,NULL,'2026-11-29 03:30:50.557950');
INSERT INTO "notifications" VALUES('ntf_e371345d1e80e580bc4b2d59','evt_047c6bb045901597695a4013','job.forgotten','sub_92f3275687eba64a8ef72e79','team','default','openai-main','openai','job_8ac27b05bd5b8aa31d0f2996','job_8ac27b05bd5b8aa31d0f2996',NULL,'{"reason":""}','2026-11-29 03:31:04.587817');
INSERT INTO "notifications" VALUES('ntf_60dcb4d99bb61db84fd49cde','evt_047c6bb045901597695a4013','job.forgotten','everything','hook','default','openai-main','openai','job_8ac27b05bd5b8aa31d0f2996','job_8ac27b05bd5b8aa31d0f2996',NULL,'{"reason":""}','2026-11-29 03:31:04.587817');
INSERT INTO "notifications" VALUES('ntf_8ee301fd70bd07e202cb8251','evt_0af26c142eea1710d0f2e1e9','job.unknown_to_provider','everything','hook','default','openai-main','openai','job_d9963c19e943edf53c36f988','job_d9963c19e943edf53c36f988',NULL,'{"reason":""}','2026-11-29 03:31:04.599226');
INSERT INTO "notifications" VALUES('ntf_03c09909acf98600b23188e0','evt_882bf3dd91fb8255a532ef8c','job.succeeded','sub_92f3275687eba64a8ef72e79','team','default','openai-main','openai','job_8ac27b05bd5b8aa31d0f2996','job_8ac27b05bd5b8aa31d0f2996','succeeded',NULL,'2026-11-29 03:31:04.635944');
INSERT INTO "notifications" VALUES('ntf_f8be06fbae399bcd202b42f4','evt_882bf3dd91fb8255a532ef8c','job.succeeded','everything','hook','default','openai-main','openai','job_8ac27b05bd5b8aa31d0f2996','job_8ac27b05bd5b8aa31d0f2996','succeeded',NULL,'2026-11-29 03:31:04.635944');
INSERT INTO "notifications" VALUES('ntf_44e32da1ac341a7fc2ef8992','evt_882bf3dd91fb8255a532ef8c','job.succeeded','sub_487d1bf595b94d6fed64d089','leads','default','openai-main','openai','job_8ac27b05bd5b8aa31d0f2996','job_8ac27b05bd5b8aa31d0f2996','succeeded',NULL,'2026-11-29 03:31:04.635944');
INSERT INTO "notifications" VALUES('ntf_beaeb1ed5144d05658ce8668','evt_96bc7490e15382ed9550f1de','model.registered','everything','hook','default','openai-main','openai','ver_6e1bee9b6920cef82445f002','job_8ac27b05bd5b8aa31d0f2996',NULL,NULL,'2026-11-29 03:31:04.958841');
INSERT INTO "notifications" VALUES('ntf_6647611c5eae1fbb8b85a275','evt_437a287892b3eb385e34749f','evaluation.finished','sub_92f3275687eba64a8ef72e79','team','default','openai-main','openai','eff_9f0bfa79aa57ce49723bd776','job_8ac27b05bd5b8aa31d0f2996',NULL,NULL,'2026-11-29 03:31:05.480425');
INSERT INTO "notifications" VALUES('ntf_7b46b99075950d9900289207','evt_437a287892b3eb385e34749f','evaluation.finished','everything','hook','default','openai-main','openai','eff_9f0bfa79aa57ce49723bd776','job_8ac27b05bd5b8aa31d0f2996',NULL,NULL,'2026-11-29 03:31:05.480425');
INSERT INTO "notifications" VALUES('ntf_63983274b85373945d44f2d0','evt_437a287892b3eb385e34749f','evaluation.finished','sub_487d1bf595b94d6fed64d089','leads','default','openai-main','openai','eff_9f0bfa79aa57ce49723bd776','job_8ac27b05bd5b8aa31d0f2996',NULL,NULL,'2026-11-29 03:31:05.480425');
INSERT INTO "notifications" VALUES('ntf_19ec07a69c725b1e25237ab6','evt_0f3ce1827e7d446fc6c51bca','job.started','everything','hook','default','openai-main','openai','job_8dc3f87964a461ac8ec0ece6','job_8dc3f87964a461ac8ec0ece6','running',NULL,'2026-11-29 03:31:05.693933');
INSERT INTO "notifications" VALUES('ntf_e3a59875f23507c6b8d3ff2b','evt_d901375a13f6fa3cdda0e5de','job.failed','sub_92f3275687eba64a8ef72e79','team','default','lab','generic','job_9868d638778b904bc8da8acd','job_9868d638778b904bc8da8acd','failed',NULL,'2026-11-29 03:31:05.943738');
INSERT INTO "notifications" VALUES('ntf_3d5c7582c46cecda626fa5e2','evt_d901375a13f6fa3cdda0e5de','job.failed','everything','hook','default','lab','generic','job_9868d638778b904bc8da8acd','job_9868d638778b904bc8da8acd','failed',NULL,'2026-11-29 03:31:05.943738');
INSERT INTO "notifications" VALUES('ntf_33d61437498fafb733687628','evt_d901375a13f6fa3cdda0e5de','job.failed','sub_6ce6da3a471d5b1604ebb239','leads','default','lab','generic','job_9868d638778b904bc8da8acd','job_9868d638778b904bc8da8acd','failed',NULL,'2026-11-29 03:31:05.943738');
CREATE TABLE projects (
	id TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_projects PRIMARY KEY (id)
);
INSERT INTO "projects" VALUES('archive','2026-11-29 03:29:11.415487');
INSERT INTO "projects" VALUES('default','2026-11-29 03:29:11.415487');
INSERT INTO "projects" VALUES('research','2026-11-29 03:29:11.415487');
CREATE TABLE sessions (
	hash TEXT NOT NULL, 
	token_id TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (hash)
);
INSERT INTO "sessions" VALUES('177e0fd5d5249b8d32c12d0135149a6668db99a50dd9d8cdd5fc2ae062b7d921','tok_environment','2026-11-29 03:29:59.542452','2026-11-29 03:29:59.542452','2026-11-29 15:29:59.542452');
CREATE TABLE subscriptions (
	id TEXT NOT NULL, 
	project TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	filter TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_subscriptions PRIMARY KEY (id)
);
INSERT INTO "subscriptions" VALUES('sub_6ce6da3a471d5b1604ebb239','default','leads','{"events":["job.failed"],"accounts":["lab"],"providers":[],"models":[],"trouble":true}','2026-11-29 03:29:59.545200');
CREATE TABLE tokens (
	id TEXT NOT NULL, 
	role TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	created_at DATETIME NOT NULL, label TEXT, used_at DATETIME, 
	CONSTRAINT pk_tokens PRIMARY KEY (id), 
	CONSTRAINT uq_tokens_hash UNIQUE (hash)
);
INSERT INTO "tokens" VALUES('tok_environment','admin','1a47dc4631d88eccea803a0cfb9e35adfa7ee37b219903c3931270ad9419a4b4','2026-11-29 03:29:10.673528',NULL,'2026-11-29 03:29:59.542452');
INSERT INTO "tokens" VALUES('tok_50678891ee386cea','viewer','68ba887c3762ee3c6e2a8cd5d5596dc680bce9ee7a390f0ff7cd1956d7742696','2026-11-29 03:29:59.528271','Ada''s laptop','2026-11-29 03:29:59.532314');
INSERT INTO "tokens" VALUES('tok_6a98feb845c9ea48','operator','49aff9a0717312058fd6f9f6bef4026e033fcadc57017ecb348a3c7c34a3d99f','2026-11-29 03:29:59.538675',NULL,NULL);
CREATE TABLE versions (
	id TEXT NOT NULL, 
	model_id TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	job_id TEXT NOT NULL, 
	account TEXT NOT NULL, 
	tuned_model TEXT, 
	base_model TEXT, 
	lineage TEXT NOT NULL, 
	finished_at DATETIME NOT NULL, 
	silent BOOLEAN NOT NULL, 
	registered_at DATETIME NOT NULL, 
	CONSTRAINT pk_versions PRIMARY KEY (id), 
	CONSTRAINT uq_versions_job_id UNIQUE (job_id), 
	CONSTRAINT uq_versions_model_id_version UNIQUE (model_id, version)
);
INSERT INTO "versions" VALUES('ver_fa4c5b393ab3ff3d0bef2fe9','mdl_c880b75c44508afe1c01ca39',1,'job_c4313eb8ece847bc2eb3650d','openai-main','ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-0:c29b1b49','gpt-4.1-mini-2025-04-14','{"base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-0:c29b1b49","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","result_files":["file-aec960c2f270d49f481ef410"],"seed":0,"trained_tokens":144000,"metadata":{"tunewatch_model":"legacy-bot"},"created_at":"2026-10-20T03:19:09+00:00","finished_at":"2026-10-20T03:29:09+00:00","provider":"openai","account":"openai-main","provider_job_id":"ftjob-74b6c7feb29dc5396bbbd8e4"}','2026-10-20 03:29:09.000000',1,'2026-11-29 03:29:11.573543');
INSERT INTO "versions" VALUES('ver_12e01206c7b1c9dff632fb60','mdl_c880b75c44508afe1c01ca39',2,'job_bd4fa253ffdb3dab284ca028','openai-main','ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-2:9ab5ea48','gpt-4.1-mini-2025-04-14','{"base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-2:9ab5ea48","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","result_files":["file-3123fb9ec0ae868dfc1b45f2"],"seed":2,"trained_tokens":144000,"metadata":{"tunewatch_model":"legacy-bot"},"created_at":"2026-10-20T05:19:09+00:00","finished_at":"2026-10-20T05:29:09+00:00","provider":"openai","account":"openai-main","provider_job_id":"ftjob-fb34ecbfc1a711683b9ec560"}','2026-10-20 05:29:09.000000',1,'2026-11-29 03:29:11.573543');
INSERT INTO "versions" VALUES('ver_67534ffbf4fd26f8b138f37a','mdl_f2db2d2a5188799ede3b65e6',1,'job_2b2a1bcb66b07fbc05871032','openai-main','ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:tone-v1:408b3dee','gpt-4.1-mini-2025-04-14','{"checkpoints":[{"id":"ftckpt_dceba8210bc87627de8694e3","step":10,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:tone-v1:408b3dee:ckpt-step-10","metrics":{"train_loss":0.5846842925383373,"train_mean_token_accuracy":0.7465130756097386}},{"id":"ftckpt_efb849b048db9cb14e2421af","step":20,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:tone-v1:408b3dee:ckpt-step-20","metrics":{"train_loss":0.22178468579070326,"train_mean_token_accuracy":0.8950351006299578}},{"id":"ftckpt_fd9452859d3fbedbc9c2c0c7","step":30,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:tone-v1:408b3dee","metrics":{"train_loss":0.15308329258516626,"train_mean_token_accuracy":0.9263143359276468}}],"step":30,"total_steps":30,"base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:tone-v1:408b3dee","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","result_files":["file-7636d1d502cab893da8a35ae"],"seed":3,"trained_tokens":144000,"metadata":{"tunewatch_model":"tone"},"created_at":"2026-11-29T03:19:11+00:00","finished_at":"2026-11-29T03:29:11+00:00","provider":"openai","account":"openai-main","provider_job_id":"ftjob-fdc22cfb32966e3c4029cf85"}','2026-11-29 03:29:11.000000',0,'2026-11-29 03:29:15.460173');
INSERT INTO "versions" VALUES('ver_65324d85f27e72ac4d1b051f','mdl_3a7577bf0dc93e4fb406f3a5',1,'job_b788c001a7a9f6c5b3d50691','lab','support-bot-v2','Qwen/Qwen3-8B','{"base_model":"Qwen/Qwen3-8B","tuned_model":"support-bot-v2","artifact_uri":"hf://acme/support-bot@c379e82","method":"lora","hyperparameters":{"learning_rate":0.0001,"lora_rank":16},"training_file":"s3://data/train.jsonl","validation_file":"s3://data/valid.jsonl","dataset_hash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","dataset_hashes":{"train.jsonl":"sha256:9f86d081884c7d65"},"seed":42,"trained_tokens":1310720,"cost_usd":12.5,"hardware":"1x A100 80 GB","checkpoints":[{"id":"ckpt-300","step":300,"model":"support-bot-v2@300","metrics":{"eval_loss":0.27}}],"metadata":{"git":"4f2c1d0","tags":["support","v2"]},"started_at":"2026-11-23T10:00:00+00:00","finished_at":"2026-11-23T11:15:00+00:00","provider":"generic","account":"lab","provider_job_id":"run-42"}','2026-11-23 11:15:00.000000',0,'2026-11-29 03:29:17.324790');
INSERT INTO "versions" VALUES('ver_5a3c881a63685c6741b2f58b','mdl_02784f225aaacca6244ca404',1,'job_d873d7876d82dd8381311038','replicate','acme/intent:28cbbb7f2155140b10c6df5cb00f224d394012f92c47f2be2a0a47d24e9055b3','acme/language-trainer','{"step":100,"total_steps":100,"base_model":"acme/language-trainer","tuned_model":"acme/intent:28cbbb7f2155140b10c6df5cb00f224d394012f92c47f2be2a0a47d24e9055b3","artifact_uri":"https://replicate.delivery/simulated/accfc179ca3b045a95e39ed5ad/trained_model.tar","hyperparameters":{"num_train_epochs":3},"training_file":"https://example.com/tickets.jsonl","metadata":{"trainer_version":"da77bc59ee60423279fd632efb4795ab731d9e3ca9705ef3341091fb989b7eaf","source":"api"},"created_at":"2026-11-29T03:29:31.385129+00:00","started_at":"2026-11-29T03:29:31.685617+00:00","finished_at":"2026-11-29T03:29:33.492138+00:00","provider":"replicate","account":"replicate","provider_job_id":"accfc179ca3b045a95e39ed5ad"}','2026-11-29 03:29:33.492138',0,'2026-11-29 03:29:33.504401');
INSERT INTO "versions" VALUES('ver_bd88c17866306e281c11fb47','mdl_9d49df9683c5e0cb304a0a09',1,'job_52da9da6aaf597e04c13e0e7','hub','acme/support-bot','Qwen/Qwen3-0.6B','{"step":50,"total_steps":50,"base_model":"Qwen/Qwen3-0.6B","tuned_model":"acme/support-bot","artifact_uri":"hf://acme/support-bot@08e1e00a2fa034ae80f14826c689373f25059a0b","method":"sft","hyperparameters":{"learning_rate":"2e-5"},"training_file":"trl-lib/Capybara","hardware":"a10g-large","metadata":{"team":"support"},"created_at":"2026-11-29T03:29:33.492000+00:00","started_at":"2026-11-29T03:29:33.794000+00:00","finished_at":"2026-11-29T03:29:35.598000+00:00","provider":"huggingface","account":"hub","provider_job_id":"9005f67fdcdf5deadad75215"}','2026-11-29 03:29:35.598000',0,'2026-11-29 03:29:36.237949');
INSERT INTO "versions" VALUES('ver_fab10d378e2f5a254d308f18','mdl_3a7577bf0dc93e4fb406f3a5',2,'job_cef257f28603c697ae1519e0','runpod','acme/support-bot',NULL,'{"tuned_model":"acme/support-bot","artifact_uri":"hf://acme/support-bot","hardware":"jtf4e3047pxuhr","provider":"runpod","account":"runpod","provider_job_id":"00000001-0000-4000-8000-000000000001-u1"}','2026-11-29 03:29:37.181800',0,'2026-11-29 03:29:37.181800');
INSERT INTO "versions" VALUES('ver_c9dd486270fcd5e3bf328f20','mdl_2e1f5400486e736ce73d722d',1,'job_ac40fbd95c830cf15e264c3f','openai-main','ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:70b3fb87','gpt-4.1-mini-2025-04-14','{"checkpoints":[{"id":"ftckpt_ab6a2e9cf715bee79179d8c4","step":4,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:70b3fb87:ckpt-step-4","metrics":{"train_loss":0.5817256348724252,"train_mean_token_accuracy":0.7476182311693641,"valid_loss":0.7717846774990014,"valid_mean_token_accuracy":0.6798437145649011,"full_valid_loss":0.7985733363117027,"full_valid_mean_token_accuracy":0.6707983772544099}},{"id":"ftckpt_05e8a019967a9b89941dba82","step":8,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:70b3fb87:ckpt-step-8","metrics":{"train_loss":0.22856753198838847,"train_mean_token_accuracy":0.8920047993367878,"valid_loss":0.4226079002616243,"valid_mean_token_accuracy":0.8095279733496946,"full_valid_loss":0.43455284357251434,"full_valid_mean_token_accuracy":0.8047074998741895}},{"id":"ftckpt_8b187b5148b65a8e43f5bcda","step":12,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:70b3fb87","metrics":{"train_loss":0.15653415513717217,"train_mean_token_accuracy":0.9247174222795868,"valid_loss":0.32302602857763785,"valid_mean_token_accuracy":0.8508554581146426,"full_valid_loss":0.3533288927303089,"full_valid_mean_token_accuracy":0.8380609517455943}}],"step":12,"total_steps":12,"base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:70b3fb87","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-5832c2d61efa30c84b978e77","validation_file":"file-830a7bbe7b05a9f4c8730601","result_files":["file-0e90d84d7f4f94dbdca293b7"],"seed":4,"trained_tokens":104292,"metadata":{"tunewatch_model":"support-triage"},"created_at":"2026-11-29T03:29:39+00:00","finished_at":"2026-11-29T03:29:41+00:00","provider":"openai","account":"openai-main","provider_job_id":"ftjob-35ef1c7d0a36a1cc022d7efb"}','2026-11-29 03:29:41.000000',0,'2026-11-29 03:29:41.108585');
INSERT INTO "versions" VALUES('ver_2f71fdc7f3f9463ffa18d5c0','mdl_aa304817c9a022d1c2387adc',1,'job_0268da64ca5adf1c5b9782fd','openai-main','ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:intent-v1:91ecbc81','gpt-4.1-mini-2025-04-14','{"checkpoints":[{"id":"ftckpt_b2480d4f1daf7b08b7995a40","step":2,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:intent-v1:91ecbc81:ckpt-step-2","metrics":{"train_loss":0.5875005152512043,"train_mean_token_accuracy":0.7454626418076941,"valid_loss":0.7444528657865649,"valid_mean_token_accuracy":0.6891981677194928,"full_valid_loss":0.7985733363117027,"full_valid_mean_token_accuracy":0.6707983772544099}},{"id":"ftckpt_06771d70002f7fe17b794cc9","step":4,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:intent-v1:91ecbc81:ckpt-step-4","metrics":{"train_loss":0.23618581374266187,"train_mean_token_accuracy":0.888613490480159,"valid_loss":0.42366151679797126,"valid_mean_token_accuracy":0.8091016196332081,"full_valid_loss":0.43455284357251434,"full_valid_mean_token_accuracy":0.8047074998741895}},{"id":"ftckpt_e8e573694c06dbd2b46a46a0","step":6,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:intent-v1:91ecbc81","metrics":{"train_loss":0.15499283164221958,"train_mean_token_accuracy":0.9254303412985864,"valid_loss":0.3438124611153903,"valid_mean_token_accuracy":0.8420581287877545,"full_valid_loss":0.3533288927303089,"full_valid_mean_token_accuracy":0.8380609517455943}}],"step":6,"total_steps":6,"base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:intent-v1:91ecbc81","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-e39f97b39bf853fa993a0066","validation_file":"file-830a7bbe7b05a9f4c8730601","result_files":["file-44076ac9ba18f374ceefa130"],"seed":5,"trained_tokens":104292,"metadata":{"tunewatch_model":"intent"},"created_at":"2026-11-29T03:29:39+00:00","finished_at":"2026-11-29T03:29:40+00:00","provider":"openai","account":"openai-main","provider_job_id":"ftjob-602128f692699356451b795f"}','2026-11-29 03:29:40.000000',0,'2026-11-29 03:29:43.347289');
INSERT INTO "versions" VALUES('ver_6362d75c8897a52d25a48e60','mdl_3a7577bf0dc93e4fb406f3a5',3,'job_5e30dada569473c654ea3fb0','together','ml_00000001','Qwen/Qwen3-8B','{"started_at":"2026-11-29T03:29:37.776000+00:00","step":30,"total_steps":30,"finished_at":"2026-11-29T03:29:39.280000+00:00","checkpoints":[{"id":"ml_00000001s10","step":10,"model":null,"metrics":{}},{"id":"ml_00000001s20","step":20,"model":null,"metrics":{}},{"id":"ml_00000001s30","step":30,"model":null,"metrics":{}}],"base_model":"Qwen/Qwen3-8B","tuned_model":"ml_00000001","artifact_uri":"s3://simulated/ft-00000001-0000-4000-8000-000000000001/model.tar.zst","method":"sft","hyperparameters":{"n_epochs":3,"n_checkpoints":3,"n_evals":3,"batch_size":8,"learning_rate":0.00001,"training_type":{"type":"Lora","lora_r":64,"lora_alpha":128},"training_method":{"method":"sft","train_on_inputs":"auto"}},"training_file":"file-00000000-0000-4000-8000-000000000001","result_files":["ml_00000001"],"trained_tokens":122880,"cost_usd":0.0589824,"created_at":"2026-11-29T03:29:37.173000+00:00","provider":"together","account":"together","provider_job_id":"ft-00000001-0000-4000-8000-000000000001"}','2026-11-29 03:29:39.280000',0,'2026-11-29 03:30:16.384111');
INSERT INTO "versions" VALUES('ver_6e1bee9b6920cef82445f002','mdl_2e1f5400486e736ce73d722d',2,'job_8ac27b05bd5b8aa31d0f2996','openai-main','ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v3:751ab705','gpt-4.1-mini-2025-04-14','{"checkpoints":[{"id":"ftckpt_c99ee5e154cb93c7e07d4178","step":10,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v3:751ab705:ckpt-step-10","metrics":{"train_loss":0.5891708290773193,"train_mean_token_accuracy":0.7448403234318807}},{"id":"ftckpt_201b221fcc6c060b5e00855a","step":20,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v3:751ab705:ckpt-step-20","metrics":{"train_loss":0.2420067672223516,"train_mean_token_accuracy":0.8860309616035398}},{"id":"ftckpt_4e80c938a0c92f719dce9e52","step":30,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v3:751ab705","metrics":{"train_loss":0.16268675724442708,"train_mean_token_accuracy":0.9218770842066153}}],"step":30,"total_steps":30,"base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v3:751ab705","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","result_files":["file-19f1f97945d67d7ac1d7fa84"],"seed":10,"trained_tokens":144000,"metadata":{"tunewatch_model":"support-triage"},"created_at":"2026-11-29T03:21:04+00:00","finished_at":"2026-11-29T03:31:04+00:00","provider":"openai","account":"openai-main","provider_job_id":"ftjob-b0fcd63abbbe6fae71eff553"}','2026-11-29 03:31:04.000000',0,'2026-11-29 03:31:04.635944');
CREATE INDEX ix_effects_dead ON effects (created_at) WHERE state = 'dead';
CREATE INDEX ix_effects_job_id ON effects (job_id);
CREATE INDEX ix_effects_owed ON effects (due_at) WHERE state = 'owed';
CREATE INDEX ix_evaluations_created_at ON evaluations (created_at);
CREATE INDEX ix_evaluations_version_id ON evaluations (version_id);
CREATE INDEX ix_inbound_account_received_at ON inbound (account, received_at);
CREATE INDEX ix_inbound_job_id ON inbound (job_id);
CREATE INDEX ix_inbound_received_at ON inbound (received_at);
CREATE INDEX ix_jobs_account_ended ON jobs (account, ended);
CREATE INDEX ix_jobs_look_due ON jobs (look_due_at) WHERE look_due_at IS NOT NULL;
CREATE INDEX ix_jobs_provider_job_id ON jobs (provider_job_id);
CREATE INDEX ix_notifications_created_at ON notifications (created_at);
CREATE INDEX ix_notifications_job_id ON notifications (job_id);
CREATE INDEX ix_jobs_silence_due ON jobs (silence_due_at) WHERE silence_due_at IS NOT NULL;
CREATE INDEX ix_notifications_channel_created_at ON notifications (channel, created_at);
CREATE INDEX ix_jobs_ended ON jobs (ended_seen_at, id) WHERE ended_seen_at IS NOT NULL;
CREATE INDEX ix_jobs_stalled ON jobs (stalled_at) WHERE stalled_at IS NOT NULL;
CREATE INDEX ix_inbound_outcome_received_at_account ON inbound (outcome, received_at, account);
CREATE INDEX ix_jobs_began_at_id ON jobs (began_at, id);
CREATE INDEX ix_jobs_project_began_at ON jobs (project, began_at);
CREATE INDEX ix_jobs_status_began_at ON jobs (status, began_at);
CREATE INDEX ix_jobs_account_began_at ON jobs (account, began_at);
CREATE INDEX ix_jobs_active ON jobs (began_at, id) WHERE ended = 0;
CREATE INDEX ix_jobs_endings ON jobs (ended_via, account, ended, silent, ended_seen_at) WHERE ended_via IS NOT NULL;
CREATE INDEX ix_jobs_lost ON jobs (changed_at) WHERE unknown_to_provider = 1 AND ended = 0;
CREATE INDEX ix_versions_finished_at_version_id ON versions (finished_at, version, id);
CREATE INDEX ix_jobs_ended_by_account ON jobs (account, ended_seen_at, id) WHERE ended_seen_at IS NOT NULL;
CREATE INDEX ix_jobs_ended_by_status ON jobs (status, ended_seen_at, id) WHERE ended_seen_at IS NOT NULL;
COMMIT;
