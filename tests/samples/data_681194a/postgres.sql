CREATE TABLE public.accounts (
    name text NOT NULL,
    project text NOT NULL,
    provider text NOT NULL,
    known_since timestamp with time zone NOT NULL,
    first_list_done_at timestamp with time zone,
    poll_cursor text,
    next_poll_at timestamp with time zone,
    last_poll_at timestamp with time zone,
    lease_until timestamp with time zone,
    lease_owner text,
    failures integer DEFAULT 0 NOT NULL,
    failing_since timestamp with time zone,
    failing_told boolean DEFAULT false NOT NULL,
    last_error text,
    poll_began_at timestamp with time zone,
    nudged boolean DEFAULT false NOT NULL,
    pace text
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.aliases (
    model_id text NOT NULL,
    alias text NOT NULL,
    version integer NOT NULL,
    finished_at timestamp with time zone,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.attempts (
    notification_id text NOT NULL,
    number integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome text NOT NULL,
    code integer,
    detail text
);
CREATE TABLE public.audit (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    detail text,
    actor_label text
);
CREATE SEQUENCE public.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.audit_id_seq OWNED BY public.audit.id;
CREATE TABLE public.base_models (
    account text NOT NULL,
    name text NOT NULL,
    retires_on date,
    ask_at timestamp with time zone NOT NULL
);
CREATE TABLE public.dead_letters (
    id bigint NOT NULL,
    task text NOT NULL,
    payload bytea NOT NULL,
    error text NOT NULL,
    at timestamp with time zone NOT NULL,
    replayed_at timestamp with time zone
);
CREATE SEQUENCE public.dead_letters_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.dead_letters_id_seq OWNED BY public.dead_letters.id;
CREATE TABLE public.effects (
    id text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    job_id text,
    state text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    lease_until timestamp with time zone,
    lease_owner text,
    tries integer NOT NULL,
    reason text,
    content text,
    created_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone
);
CREATE TABLE public.evaluation_answers (
    evaluation_id text NOT NULL,
    candidate text NOT NULL,
    item_id text NOT NULL,
    asked integer NOT NULL,
    answer text,
    correct boolean,
    input_tokens integer,
    output_tokens integer,
    latency_ms double precision,
    error text
);
CREATE TABLE public.evaluations (
    id text NOT NULL,
    version_id text NOT NULL,
    suite text NOT NULL,
    state text NOT NULL,
    plan text NOT NULL,
    result text,
    verdict text,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone
);
CREATE TABLE public.history (
    id bigint NOT NULL,
    job_id text NOT NULL,
    cause_id text NOT NULL,
    kind text NOT NULL,
    via text NOT NULL,
    at timestamp with time zone NOT NULL,
    before text,
    after text,
    provider_status text NOT NULL,
    advanced boolean NOT NULL
);
CREATE SEQUENCE public.history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.history_id_seq OWNED BY public.history.id;
CREATE TABLE public.inbound (
    id text NOT NULL,
    account text NOT NULL,
    delivery_id text NOT NULL,
    outcome text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    event_type text,
    job_id text,
    problem text,
    content_type text NOT NULL,
    body bytea NOT NULL,
    body_hash text NOT NULL,
    head text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.jobs (
    id text NOT NULL,
    project text NOT NULL,
    account text NOT NULL,
    provider text NOT NULL,
    provider_job_id text NOT NULL,
    status text NOT NULL,
    provider_status text NOT NULL,
    life bigint NOT NULL,
    ended boolean NOT NULL,
    revision bigint NOT NULL,
    fingerprint text NOT NULL,
    facts text NOT NULL,
    ranks text NOT NULL,
    title text NOT NULL,
    silent boolean NOT NULL,
    ended_via text,
    registered boolean NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    ended_seen_at timestamp with time zone,
    hinted_at timestamp with time zone,
    look_due_at timestamp with time zone,
    look_tries integer DEFAULT 0 NOT NULL,
    look_expects_ending boolean DEFAULT false NOT NULL,
    look_misses integer DEFAULT 0 NOT NULL,
    unknown_to_provider boolean DEFAULT false NOT NULL,
    heard_at timestamp with time zone,
    patience_s integer,
    silence_due_at timestamp with time zone,
    stalled_at timestamp with time zone,
    began_at timestamp with time zone DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone NOT NULL
);
CREATE TABLE public.metrics (
    job_id text NOT NULL,
    step bigint NOT NULL,
    name text NOT NULL,
    value double precision
);
CREATE TABLE public.models (
    id text NOT NULL,
    project text NOT NULL,
    name text NOT NULL,
    versions integer NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.notifications (
    id text NOT NULL,
    event_id text NOT NULL,
    event_kind text NOT NULL,
    subscription text NOT NULL,
    channel text NOT NULL,
    project text NOT NULL,
    account text NOT NULL,
    provider text NOT NULL,
    subject text NOT NULL,
    job_id text,
    status text,
    detail text,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.projects (
    id text NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.sessions (
    hash text NOT NULL,
    token_id text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.subscriptions (
    id text NOT NULL,
    project text NOT NULL,
    channel text NOT NULL,
    filter text NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.tokens (
    id text NOT NULL,
    role text NOT NULL,
    hash text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    label text,
    used_at timestamp with time zone
);
CREATE TABLE public.versions (
    id text NOT NULL,
    model_id text NOT NULL,
    version integer NOT NULL,
    job_id text NOT NULL,
    account text NOT NULL,
    tuned_model text,
    base_model text,
    lineage text NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    silent boolean NOT NULL,
    registered_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY public.audit ALTER COLUMN id SET DEFAULT nextval('public.audit_id_seq'::regclass);
ALTER TABLE ONLY public.dead_letters ALTER COLUMN id SET DEFAULT nextval('public.dead_letters_id_seq'::regclass);
ALTER TABLE ONLY public.history ALTER COLUMN id SET DEFAULT nextval('public.history_id_seq'::regclass);
INSERT INTO public.accounts VALUES
	('lab', 'default', 'generic', '2026-11-29 03:30:20.523321+00', NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, false, NULL, NULL, false, NULL),
	('lab-without-secret', 'default', 'generic', '2026-11-29 03:30:20.523321+00', NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, false, NULL, NULL, false, NULL),
	('old-lab', 'archive', 'generic', '2026-11-29 03:30:20.523321+00', NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, false, NULL, NULL, false, NULL),
	('runpod', 'default', 'runpod', '2026-11-29 03:30:20.523321+00', '2026-11-29 03:30:20.629733+00', NULL, '2026-11-29 03:32:20.96343+00', '2026-11-29 03:31:47.985975+00', NULL, NULL, 0, NULL, false, NULL, NULL, false, 'webhooks_unproven'),
	('hub', 'default', 'huggingface', '2026-11-29 03:30:20.523321+00', '2026-11-29 03:30:20.654296+00', NULL, '2026-11-29 03:32:50.02054+00', '2026-11-29 03:31:48.987367+00', NULL, NULL, 0, NULL, false, NULL, NULL, false, 'idle'),
	('openai-closed', 'default', 'openai', '2026-11-29 03:30:20.523321+00', NULL, NULL, '2026-11-29 03:32:14.068217+00', NULL, NULL, NULL, 2, '2026-11-29 03:30:20.618808+00', true, 'job list: HTTP 401', NULL, false, 'backing_off'),
	('replicate', 'default', 'replicate', '2026-11-29 03:30:20.523321+00', '2026-11-29 03:30:20.657841+00', NULL, '2026-11-29 03:32:23.907374+00', '2026-11-29 03:31:18.850083+00', NULL, NULL, 0, NULL, false, NULL, NULL, false, 'idle'),
	('openai-research', 'research', 'openai', '2026-11-29 03:30:20.523321+00', '2026-11-29 03:30:26.692991+00', NULL, '2026-11-29 03:32:26.378962+00', '2026-11-29 03:31:22.881825+00', NULL, NULL, 0, NULL, false, NULL, NULL, false, 'idle'),
	('together', 'default', 'together', '2026-11-29 03:30:20.523321+00', '2026-11-29 03:30:20.660214+00', NULL, '2026-11-29 03:32:18.233462+00', '2026-11-29 03:31:23.939723+00', NULL, NULL, 0, NULL, false, NULL, NULL, false, 'idle'),
	('openai-main', 'default', 'openai', '2026-11-29 03:30:20.523321+00', '2026-11-29 03:30:20.668884+00', NULL, '2026-11-29 03:32:12.585028+00', '2026-11-29 03:32:11.06492+00', NULL, NULL, 0, NULL, false, NULL, NULL, false, 'webhooks_unproven');
INSERT INTO public.alembic_version VALUES
	('0009');
INSERT INTO public.aliases VALUES
	('mdl_c880b75c44508afe1c01ca39', 'latest', 2, '2026-10-20 05:30:19+00', '2026-11-29 03:30:20.617665+00'),
	('mdl_f2db2d2a5188799ede3b65e6', 'latest', 1, '2026-11-29 03:30:20+00', '2026-11-29 03:30:24.590221+00'),
	('mdl_02784f225aaacca6244ca404', 'latest', 1, '2026-11-29 03:30:42.569649+00', '2026-11-29 03:30:42.574514+00'),
	('mdl_9d49df9683c5e0cb304a0a09', 'latest', 1, '2026-11-29 03:30:44.674+00', '2026-11-29 03:30:45.705572+00'),
	('mdl_aa304817c9a022d1c2387adc', 'latest', 1, '2026-11-29 03:30:49+00', '2026-11-29 03:30:50.817762+00'),
	('mdl_3a7577bf0dc93e4fb406f3a5', 'latest', 3, '2026-11-29 03:30:48.311+00', '2026-11-29 03:31:23.88412+00'),
	('mdl_2e1f5400486e736ce73d722d', 'latest', 2, '2026-11-29 03:32:09+00', '2026-11-29 03:32:09.145413+00');
INSERT INTO public.attempts VALUES
	('ntf_ff57210ccb4e9e972cec8f39', 1, '2026-11-29 03:30:20.618808+00', '2026-11-29 03:30:20.700191+00', 'delivered', 204, 'answered 204'),
	('ntf_b5de23703c7d94be7306e5ec', 1, '2026-11-29 03:30:20.618808+00', '2026-11-29 03:30:20.702906+00', 'delivered', 200, 'answered 200'),
	('ntf_02ee158f8fc02d370647c167', 1, '2026-11-29 03:30:20.715714+00', '2026-11-29 03:30:20.736261+00', 'unreachable', NULL, 'http://127.0.0.1:9: no connection: connection refused'),
	('ntf_72227822ab5db1099b5299ab', 1, '2026-11-29 03:30:20.715714+00', '2026-11-29 03:30:20.739547+00', 'delivered', 204, 'answered 204'),
	('ntf_209a63bd29112f2bceae1bd8', 1, '2026-11-29 03:30:24.590221+00', '2026-11-29 03:30:24.64388+00', 'delivered', 204, 'answered 204'),
	('ntf_02ee158f8fc02d370647c167', 2, '2026-11-29 03:30:26.540699+00', NULL, 'open', NULL, NULL),
	('ntf_07c3c2c3b4bc47cba995f447', 1, '2026-11-29 03:30:26.663011+00', '2026-11-29 03:30:26.674313+00', 'delivered', 204, 'answered 204'),
	('ntf_9db5b949d74a324cfa70bf1c', 1, '2026-11-29 03:30:26.715979+00', '2026-11-29 03:30:26.722813+00', 'delivered', 204, 'answered 204'),
	('ntf_5d8432beb250c0a9e0a5a320', 1, '2026-11-29 03:30:26.741756+00', '2026-11-29 03:30:26.747569+00', 'delivered', 204, 'answered 204'),
	('ntf_5b7872ab5f774b9ad3c77e98', 1, '2026-11-29 03:30:26.77464+00', '2026-11-29 03:30:26.78781+00', 'delivered', 204, 'answered 204'),
	('ntf_ee0e64856c2088e70cc6c546', 1, '2026-11-29 03:30:26.812375+00', '2026-11-29 03:30:26.839772+00', 'delivered', 200, 'answered 200'),
	('ntf_bbf738c7c051848995464c7c', 1, '2026-11-29 03:30:26.812375+00', '2026-11-29 03:30:26.840826+00', 'delivered', 204, 'answered 204'),
	('ntf_957a63bc0ea3e5963b06fce1', 1, '2026-11-29 03:30:26.848963+00', '2026-11-29 03:30:26.857673+00', 'delivered', 200, 'answered 200'),
	('ntf_e45a3929d6f9863d631c82bf', 1, '2026-11-29 03:30:26.848963+00', '2026-11-29 03:30:26.857914+00', 'delivered', 204, 'answered 204'),
	('ntf_67cc77cd97e5522c7bf3e86b', 1, '2026-11-29 03:30:26.862922+00', '2026-11-29 03:30:26.868781+00', 'delivered', 200, 'answered 200'),
	('ntf_e93a710400e28117badd15ad', 1, '2026-11-29 03:30:26.862922+00', '2026-11-29 03:30:26.868982+00', 'delivered', 204, 'answered 204'),
	('ntf_dcaf37b62a7c67983417f797', 1, '2026-11-29 03:30:26.890843+00', '2026-11-29 03:30:26.898027+00', 'delivered', 204, 'answered 204'),
	('ntf_2265701135fe59e0b2a618f7', 1, '2026-11-29 03:30:26.920148+00', '2026-11-29 03:30:26.935282+00', 'unreachable', NULL, 'http://127.0.0.1:9: no connection: connection refused'),
	('ntf_c3954c0805579fb6b5864cf5', 1, '2026-11-29 03:30:26.920148+00', '2026-11-29 03:30:26.937521+00', 'gone', 404, 'answered 404: the webhook or its Slack channel no longer exists'),
	('ntf_5f4eb3b55b8bffa9e8bab194', 1, '2026-11-29 03:30:26.920148+00', '2026-11-29 03:30:26.937095+00', 'delivered', 204, 'answered 204'),
	('ntf_fae5ab2d80a89ce0c683a3d5', 1, '2026-11-29 03:30:26.956673+00', '2026-11-29 03:30:26.961298+00', 'delivered', 204, 'answered 204'),
	('ntf_11d7db7b43559dfeeb50c96f', 1, '2026-11-29 03:30:27.140821+00', '2026-11-29 03:30:27.160423+00', 'delivered', 204, 'answered 204'),
	('ntf_6540e04faa0d2f9a61cc370e', 1, '2026-11-29 03:30:27.666219+00', '2026-11-29 03:30:27.702096+00', 'delivered', 200, 'answered 200'),
	('ntf_eef65edfbee6aadaf4430e50', 1, '2026-11-29 03:30:27.666219+00', '2026-11-29 03:30:27.711442+00', 'delivered', 204, 'answered 204'),
	('ntf_2265701135fe59e0b2a618f7', 2, '2026-11-29 03:30:32.896782+00', '2026-11-29 03:30:32.899579+00', 'unreachable', NULL, 'http://127.0.0.1:9: no connection: connection refused'),
	('ntf_64b2703f2e2608d1ab7ebf73', 1, '2026-11-29 03:30:24.992688+00', '2026-11-29 03:30:36.817904+00', 'timed_out', NULL, 'http://127.0.0.1:40885: no answer within 10 s; it may have arrived'),
	('ntf_7d370e1b526347d87f140e83', 1, '2026-11-29 03:30:24.590221+00', '2026-11-29 03:30:38.646295+00', 'unknown', NULL, NULL),
	('ntf_7d370e1b526347d87f140e83', 2, '2026-11-29 03:30:38.646295+00', '2026-11-29 03:30:39.034738+00', 'delivered', 200, 'answered 200'),
	('ntf_903b972760914b821e58466d', 1, '2026-11-29 03:30:24.957112+00', '2026-11-29 03:30:40.261653+00', 'delivered', 204, 'answered 204'),
	('ntf_016a1305428fe120121c1fae', 1, '2026-11-29 03:30:40.288717+00', '2026-11-29 03:30:40.29641+00', 'server_error', 500, 'answered 500'),
	('ntf_008e60bb77a102e43b591eb7', 1, '2026-11-29 03:30:40.331372+00', '2026-11-29 03:30:40.345371+00', 'delivered', 200, 'answered 200'),
	('ntf_efc47b11f08e0fb54cdd281a', 1, '2026-11-29 03:30:40.331372+00', '2026-11-29 03:30:40.345737+00', 'delivered', 204, 'answered 204'),
	('ntf_2b54d571250c64335a61dce0', 1, '2026-11-29 03:30:40.366524+00', '2026-11-29 03:30:40.420197+00', 'delivered', 204, 'answered 204'),
	('ntf_a9dae2a3c5e352384a9bb895', 1, '2026-11-29 03:30:40.372575+00', '2026-11-29 03:30:40.421824+00', 'delivered', 204, 'answered 204'),
	('ntf_7167a63c457cde77f9fc7d9e', 1, '2026-11-29 03:30:40.37203+00', '2026-11-29 03:30:40.432343+00', 'delivered', 204, 'answered 204'),
	('ntf_2c82e5dd838f5d88c26a255d', 1, '2026-11-29 03:30:40.770841+00', '2026-11-29 03:30:40.778542+00', 'delivered', 204, 'answered 204'),
	('ntf_fc4a36c043dc468dba73e1bd', 1, '2026-11-29 03:30:42.574514+00', '2026-11-29 03:30:42.594005+00', 'delivered', 204, 'answered 204'),
	('ntf_34214dbd2ffde3f3045b5ac6', 1, '2026-11-29 03:30:42.901251+00', '2026-11-29 03:30:42.920263+00', 'delivered', 204, 'answered 204'),
	('ntf_64b2703f2e2608d1ab7ebf73', 2, '2026-11-29 03:30:42.910616+00', '2026-11-29 03:30:42.920591+00', 'delivered', 200, 'answered 200'),
	('ntf_3c4ce225ecf67388c4c4ce11', 1, '2026-11-29 03:30:42.574514+00', '2026-11-29 03:30:42.93878+00', 'delivered', 200, 'answered 200'),
	('ntf_4390cd24770fb8cd08b91c87', 1, '2026-11-29 03:30:45.705572+00', '2026-11-29 03:30:45.74078+00', 'delivered', 204, 'answered 204'),
	('ntf_e67a7365ebebf223ec18d5ad', 1, '2026-11-29 03:30:46.055648+00', '2026-11-29 03:30:46.071514+00', 'delivered', 204, 'answered 204'),
	('ntf_799b4a92c4af8d990a23fcf6', 1, '2026-11-29 03:30:45.705572+00', '2026-11-29 03:30:46.202598+00', 'delivered', 200, 'answered 200'),
	('ntf_64c6e25ee820f89a52d8b821', 1, '2026-11-29 03:30:46.205087+00', '2026-11-29 03:30:46.213585+00', 'delivered', 200, 'answered 200'),
	('ntf_a5c955c4588a1ff7ea823a2d', 1, '2026-11-29 03:30:46.205087+00', '2026-11-29 03:30:46.214472+00', 'delivered', 204, 'answered 204'),
	('ntf_eea2931431843656a8c3d835', 1, '2026-11-29 03:30:46.514603+00', '2026-11-29 03:30:46.525804+00', 'delivered', 204, 'answered 204'),
	('ntf_9e1f51a4528ceb70a150537d', 1, '2026-11-29 03:30:48.533514+00', '2026-11-29 03:30:48.537596+00', 'delivered', 204, 'answered 204'),
	('ntf_0862db66b6978d6c9165f4d9', 1, '2026-11-29 03:30:48.698633+00', '2026-11-29 03:30:48.713374+00', 'delivered', 204, 'answered 204'),
	('ntf_e4b1e23f43eec9145dd06490', 1, '2026-11-29 03:30:48.698633+00', '2026-11-29 03:30:48.714733+00', 'delivered', 204, 'answered 204'),
	('ntf_09347646b95da7bfe7026ecc', 1, '2026-11-29 03:30:48.698633+00', '2026-11-29 03:30:48.714962+00', 'delivered', 204, 'answered 204');
INSERT INTO public.attempts VALUES
	('ntf_2d20eabd6222ae265856744c', 1, '2026-11-29 03:30:48.717544+00', '2026-11-29 03:30:48.72822+00', 'delivered', 204, 'answered 204'),
	('ntf_20059d393155f1531406233e', 1, '2026-11-29 03:30:48.743565+00', '2026-11-29 03:30:48.754297+00', 'delivered', 200, 'answered 200'),
	('ntf_0039e8ec7262672e5ce4c54e', 1, '2026-11-29 03:30:48.743565+00', '2026-11-29 03:30:48.754589+00', 'delivered', 204, 'answered 204'),
	('ntf_e2c91df8115435b32719c0b4', 1, '2026-11-29 03:30:48.761674+00', '2026-11-29 03:30:48.772515+00', 'delivered', 204, 'answered 204'),
	('ntf_724e03cf2112fa896f4eb3a2', 1, '2026-11-29 03:30:48.777185+00', '2026-11-29 03:30:48.791558+00', 'throttled', 429, 'answered 429'),
	('ntf_9fabe84dae48a20c482a72d4', 1, '2026-11-29 03:30:48.812079+00', '2026-11-29 03:30:48.820096+00', 'server_error', 500, 'answered 500'),
	('ntf_ab76d2fec761a29f6843a5e3', 1, '2026-11-29 03:30:48.839869+00', '2026-11-29 03:30:48.847029+00', 'refused', 400, 'answered 400 invalid_payload'),
	('ntf_ab894c3685d5b00c47187371', 1, '2026-11-29 03:30:48.867758+00', '2026-11-29 03:30:48.8772+00', 'gone', 410, 'answered 410 channel_is_archived: the webhook or its Slack channel no longer exists'),
	('ntf_32367bd002af880822e06d96', 1, '2026-11-29 03:30:50.134331+00', '2026-11-29 03:30:50.164756+00', 'delivered', 204, 'answered 204'),
	('ntf_69eaed3488167555fe924983', 1, '2026-11-29 03:30:50.470739+00', '2026-11-29 03:30:50.499949+00', 'delivered', 204, 'answered 204'),
	('ntf_e2914805d01bf3f1b433f34b', 1, '2026-11-29 03:30:50.134331+00', '2026-11-29 03:30:50.572754+00', 'delivered', 200, 'answered 200'),
	('ntf_14b30893742932da5292b4f7', 1, '2026-11-29 03:30:50.134331+00', '2026-11-29 03:30:50.608864+00', 'delivered', 250, 'answered 250'),
	('ntf_898ee1d146e52b7fa4498caa', 1, '2026-11-29 03:30:50.819504+00', '2026-11-29 03:30:50.873112+00', 'delivered', 200, 'answered 200'),
	('ntf_a485db546943b978c65a5785', 1, '2026-11-29 03:30:50.817762+00', '2026-11-29 03:30:51.292216+00', 'delivered', 200, 'answered 200'),
	('ntf_46629048153cae35c695512b', 2, '2026-11-29 03:31:05.487041+00', '2026-11-29 03:31:05.516266+00', 'delivered', 250, 'answered 250'),
	('ntf_2f005141f8b9052c1301888f', 1, '2026-11-29 03:30:50.817762+00', '2026-11-29 03:30:50.845983+00', 'delivered', 204, 'answered 204'),
	('ntf_724e03cf2112fa896f4eb3a2', 2, '2026-11-29 03:30:54.927801+00', '2026-11-29 03:30:54.932137+00', 'delivered', 200, 'answered 200'),
	('ntf_80a5c07d36a4448bd3916312', 2, '2026-11-29 03:31:04.987598+00', '2026-11-29 03:31:04.994453+00', 'unreachable', NULL, 'http://127.0.0.1:9: no connection: connection refused'),
	('ntf_437b08fa72d2f939395eadb7', 1, '2026-11-29 03:30:50.819504+00', '2026-11-29 03:30:50.851902+00', 'delivered', 204, 'answered 204'),
	('ntf_370a7f6ab378784fa9aeb4f7', 1, '2026-11-29 03:30:51.304401+00', '2026-11-29 03:30:51.3212+00', 'delivered', 204, 'answered 204'),
	('ntf_46c038fbd9fb982faf817053', 1, '2026-11-29 03:30:51.304401+00', '2026-11-29 03:30:51.32551+00', 'delivered', 200, 'answered 200'),
	('ntf_9fabe84dae48a20c482a72d4', 2, '2026-11-29 03:30:54.425416+00', '2026-11-29 03:30:54.429385+00', 'delivered', 200, 'answered 200'),
	('ntf_71490cd493612815eb7843e9', 1, '2026-11-29 03:30:48.896279+00', '2026-11-29 03:30:59.818141+00', 'timed_out', NULL, 'http://127.0.0.1:40885: no answer within 10 s; it may have arrived'),
	('ntf_2265701135fe59e0b2a618f7', 3, '2026-11-29 03:31:04.99221+00', '2026-11-29 03:31:04.994937+00', 'unreachable', NULL, 'http://127.0.0.1:9: no connection: connection refused'),
	('ntf_ab894c3685d5b00c47187371', 2, '2026-11-29 03:31:05.543384+00', '2026-11-29 03:31:05.545942+00', 'delivered', 200, 'answered 200'),
	('ntf_1000a6545d413a60811999cd', 1, '2026-11-29 03:31:05.89021+00', '2026-11-29 03:31:05.909301+00', 'delivered', 200, 'answered 200'),
	('ntf_5c62cc71f47caae0a4e5c256', 1, '2026-11-29 03:31:05.89021+00', '2026-11-29 03:31:05.914657+00', 'delivered', 204, 'answered 204'),
	('ntf_e4fcc6a6a51a3e9f07fe4a9a', 1, '2026-11-29 03:31:24.42111+00', '2026-11-29 03:31:24.490831+00', 'delivered', 204, 'answered 204'),
	('ntf_6ba531d10ad8dff8e850e303', 1, '2026-11-29 03:31:24.42111+00', '2026-11-29 03:31:34.928792+00', 'delivered', 200, 'answered 200'),
	('ntf_241623b39d7aa482ec6f67e2', 1, '2026-11-29 03:30:50.819504+00', '2026-11-29 03:30:50.881149+00', 'delivered', 250, 'answered 250'),
	('ntf_049dbda14c258425a75074ff', 1, '2026-11-29 03:30:51.148998+00', '2026-11-29 03:30:51.173758+00', 'delivered', 204, 'answered 204'),
	('ntf_46629048153cae35c695512b', 1, '2026-11-29 03:30:59.847942+00', '2026-11-29 03:30:59.860376+00', 'server_error', 451, 'answered 451 the server had an error'),
	('ntf_a7c8db00f174dd79cddbcbcf', 1, '2026-11-29 03:31:24.254542+00', '2026-11-29 03:31:24.289394+00', 'delivered', 204, 'answered 204'),
	('ntf_80a5c07d36a4448bd3916312', 1, '2026-11-29 03:30:59.835903+00', '2026-11-29 03:30:59.841696+00', 'unreachable', NULL, 'http://127.0.0.1:9: no connection: connection refused'),
	('ntf_71490cd493612815eb7843e9', 2, '2026-11-29 03:31:05.63801+00', '2026-11-29 03:31:05.658676+00', 'delivered', 200, 'answered 200'),
	('ntf_ca4754ac06d2601311b74a66', 1, '2026-11-29 03:31:05.641116+00', '2026-11-29 03:31:05.661993+00', 'delivered', 204, 'answered 204'),
	('ntf_b0d6b4c8d092523bfbf69232', 1, '2026-11-29 03:31:23.88412+00', '2026-11-29 03:31:23.937077+00', 'delivered', 204, 'answered 204'),
	('ntf_3d7b317f60b9d1a517f08fb5', 1, '2026-11-29 03:31:23.88412+00', '2026-11-29 03:31:23.944945+00', 'delivered', 200, 'answered 200'),
	('ntf_37c4bd69f6b9fc2a93b1de6c', 1, '2026-11-29 03:31:23.88412+00', '2026-11-29 03:31:23.945161+00', 'delivered', 204, 'answered 204'),
	('ntf_02eb10824156edabb0d1eb2c', 1, '2026-11-29 03:31:23.88412+00', '2026-11-29 03:31:24.59085+00', 'delivered', 200, 'answered 200'),
	('ntf_80a5c07d36a4448bd3916312', 3, '2026-11-29 03:31:41.217612+00', '2026-11-29 03:31:41.220302+00', 'unreachable', NULL, 'http://127.0.0.1:9: no connection: connection refused'),
	('ntf_e973f5feee6c9fb8e1fe57ff', 1, '2026-11-29 03:32:05.027876+00', '2026-11-29 03:32:05.04102+00', 'delivered', 204, 'answered 204'),
	('ntf_891f4fa6b9056cff29d81b26', 1, '2026-11-29 03:32:05.027876+00', '2026-11-29 03:32:05.041288+00', 'delivered', 204, 'answered 204'),
	('ntf_91e4ae86f2e6bc771a24a955', 1, '2026-11-29 03:32:05.055+00', '2026-11-29 03:32:05.06243+00', 'delivered', 204, 'answered 204'),
	('ntf_8ee301fd70bd07e202cb8251', 1, '2026-11-29 03:32:09.053764+00', '2026-11-29 03:32:09.071827+00', 'delivered', 204, 'answered 204'),
	('ntf_4a3a8c9dd8c52ab4e2ec51c9', 1, '2026-11-29 03:32:09.0595+00', '2026-11-29 03:32:09.081607+00', 'delivered', 200, 'answered 200'),
	('ntf_192797e49d8b42e6815b8449', 1, '2026-11-29 03:32:09.0595+00', '2026-11-29 03:32:09.082896+00', 'delivered', 204, 'answered 204'),
	('ntf_76a4b2a7271cb681c59c8e09', 1, '2026-11-29 03:32:09.145413+00', '2026-11-29 03:32:09.172868+00', 'delivered', 204, 'answered 204'),
	('ntf_6faff951f237d0db256d9192', 1, '2026-11-29 03:32:09.46677+00', '2026-11-29 03:32:09.488501+00', 'delivered', 204, 'answered 204'),
	('ntf_9100d20ba6e9c70171b93839', 1, '2026-11-29 03:32:09.145413+00', '2026-11-29 03:32:09.585317+00', 'delivered', 200, 'answered 200');
INSERT INTO public.attempts VALUES
	('ntf_984e3411f2a955bb316bf089', 1, '2026-11-29 03:32:09.145413+00', '2026-11-29 03:32:09.60937+00', 'delivered', 250, 'answered 250'),
	('ntf_b10390355232c2948b2812fc', 1, '2026-11-29 03:32:09.887313+00', '2026-11-29 03:32:09.899177+00', 'delivered', 200, 'answered 200'),
	('ntf_c94458d6317b3cdb5e88b9b5', 1, '2026-11-29 03:32:09.887313+00', '2026-11-29 03:32:09.903605+00', 'delivered', 204, 'answered 204'),
	('ntf_a90bf109694ec0b838501bab', 1, '2026-11-29 03:32:09.887313+00', '2026-11-29 03:32:09.915627+00', 'delivered', 250, 'answered 250'),
	('ntf_1a28c3c284c679977259968f', 1, '2026-11-29 03:32:11.05751+00', '2026-11-29 03:32:11.063162+00', 'delivered', 204, 'answered 204'),
	('ntf_e3a59875f23507c6b8d3ff2b', 1, '2026-11-29 03:32:11.19937+00', NULL, 'open', NULL, NULL),
	('ntf_3d5c7582c46cecda626fa5e2', 1, '2026-11-29 03:32:11.19937+00', '2026-11-29 03:32:11.208503+00', 'server_error', 503, 'answered 503'),
	('ntf_33d61437498fafb733687628', 1, '2026-11-29 03:32:11.19937+00', '2026-11-29 03:32:11.214276+00', 'delivered', 250, 'answered 250');
INSERT INTO public.audit VALUES
	(1, '2026-11-29 03:30:19.767183+00', 'system', 'token_created', 'tok_environment', 'admin', NULL),
	(2, '2026-11-29 03:30:24.992688+00', 'tok_environment', 'channel_tested', 'team', NULL, NULL),
	(3, '2026-11-29 03:30:46.190061+00', 'tok_environment', 'job_followed', 'runpod', '00000002-0000-4000-8000-000000000002-u1', NULL),
	(4, '2026-11-29 03:30:48.751661+00', 'tok_environment', 'job_cancel_asked', 'job_b4fbf9fccfa91030fa9c6d5b', 'ftjob-e7aa94d1a6d0917520eda8f5', NULL),
	(5, '2026-11-29 03:30:48.777185+00', 'tok_environment', 'channel_tested', 'team', NULL, NULL),
	(6, '2026-11-29 03:30:48.812079+00', 'tok_environment', 'channel_tested', 'team', NULL, NULL),
	(7, '2026-11-29 03:30:48.839869+00', 'tok_environment', 'channel_tested', 'team', NULL, NULL),
	(8, '2026-11-29 03:30:48.867758+00', 'tok_environment', 'channel_tested', 'team', NULL, NULL),
	(9, '2026-11-29 03:30:48.896279+00', 'tok_environment', 'channel_tested', 'team', NULL, NULL),
	(10, '2026-11-29 03:30:59.835903+00', 'tok_environment', 'channel_tested', 'dark', NULL, NULL),
	(11, '2026-11-29 03:30:59.847942+00', 'tok_environment', 'channel_tested', 'leads', NULL, NULL),
	(12, '2026-11-29 03:31:05.5386+00', 'tok_environment', 'dead_letter_replayed', 'ntf_ab894c3685d5b00c47187371', NULL, NULL),
	(13, '2026-11-29 03:31:05.554584+00', 'tok_environment', 'token_created', 'tok_2e7d0655d9e6541c', 'viewer: Ada''s laptop', NULL),
	(14, '2026-11-29 03:31:05.56192+00', 'tok_environment', 'token_created', 'tok_1a6b5b5e45277ee3', 'operator: for a day', NULL),
	(15, '2026-11-29 03:31:05.564403+00', 'tok_environment', 'token_removed', 'tok_1a6b5b5e45277ee3', 'for a day', NULL),
	(16, '2026-11-29 03:31:05.566334+00', 'tok_environment', 'token_created', 'tok_187685d10e7e64e6', 'operator', NULL),
	(17, '2026-11-29 03:31:05.568414+00', 'tok_environment', 'signed_in', 'tok_environment', NULL, NULL),
	(18, '2026-11-29 03:31:05.574316+00', 'tok_environment', 'subscription_added', 'sub_6ce6da3a471d5b1604ebb239', 'leads', NULL),
	(19, '2026-11-29 03:31:05.577332+00', 'tok_environment', 'subscription_added', 'sub_08bed899b2765c0a4cbe4602', 'team', NULL),
	(20, '2026-11-29 03:31:05.579096+00', 'tok_environment', 'subscription_removed', 'sub_08bed899b2765c0a4cbe4602', NULL, NULL),
	(21, '2026-11-29 03:31:05.585789+00', 'tok_environment', 'account_tested', 'openai-main', NULL, NULL),
	(22, '2026-11-29 03:31:05.595733+00', 'tok_environment', 'backfill_started', 'openai-main', '1 evaluations', NULL),
	(23, '2026-11-29 03:31:05.608464+00', 'tok_environment', 'inbound_verified_again', 'in_f4ea3b689a0fa27d7c9afdd0', NULL, NULL),
	(24, '2026-11-29 03:31:05.633635+00', 'tok_environment', 'dead_letter_replayed', 'event-1', NULL, NULL),
	(25, '2026-11-29 03:32:11.079212+00', 'tok_environment', 'evaluation_asked', 'ver_bc8fc7231ad3eeed68e47ff1', 'small', NULL);
INSERT INTO public.base_models VALUES
	('openai-main', 'gpt-4.1-mini-2025-04-14', '2027-01-14', '2026-12-06 03:30:24.95118+00'),
	('lab', 'Qwen/Qwen3-8B', NULL, '2026-11-29 03:30:26.812375+00'),
	('replicate', 'acme/language-trainer', NULL, '2026-12-06 03:30:42.896905+00'),
	('hub', 'Qwen/Qwen3-0.6B', NULL, '2026-12-06 03:30:46.050131+00'),
	('together', 'Qwen/Qwen3-8B', NULL, '2026-12-06 03:31:24.232673+00');
INSERT INTO public.dead_letters VALUES
	(2, 'observe', '\x82a56261746368b366726f6d2d616e6f746865722d6c6574746572a56974656d739198a36c6162b76d73675f66726f6d2d616e6f746865722d6c6574746572a86163636570746564cf000001a2255b3b12c4507b2276657273696f6e223a20312c20226a6f62223a202266726f6d2d616e6f746865722d6c6574746572222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20317dd9203030303030303030303030303030303030303030303030303030303030303030a0a0', 'KeyError in workers/observe.py:1', '2026-11-29 03:31:05.618841+00', NULL),
	(3, 'observe', '\xc1206e6f207461736b', 'not an envelope of ours', '2026-11-29 03:31:05.619511+00', NULL),
	(1, 'observe', '\x82a56261746368ad66726f6d2d612d6c6574746572a56974656d739198a36c6162b16d73675f66726f6d2d612d6c6574746572a86163636570746564cf000001a2255b3b0ac44a7b2276657273696f6e223a20312c20226a6f62223a202266726f6d2d612d6c6574746572222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20317dd9203030303030303030303030303030303030303030303030303030303030303030a0a0', 'KeyError in workers/observe.py:1', '2026-11-29 03:31:05.615712+00', '2026-11-29 03:31:05.633635+00');
INSERT INTO public.effects VALUES
	('eff_1330176573c152a2e68991c9', 'evaluate', 'eff_1330176573c152a2e68991c9', 'job_7417c6335d9c7509030d5ba4', 'cancelled_by_config', '2026-11-29 03:30:24.957112+00', NULL, NULL, 1, 'the suite is not configured any more', NULL, '2026-11-29 03:30:24.957112+00', '2026-11-29 03:30:26.561397+00'),
	('ntf_209a63bd29112f2bceae1bd8', 'deliver', 'ntf_209a63bd29112f2bceae1bd8', 'job_7417c6335d9c7509030d5ba4', 'done', '2026-11-29 03:30:24.590221+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:24.590221+00', '2026-11-29 03:30:24.64388+00'),
	('ntf_b5de23703c7d94be7306e5ec', 'deliver', 'ntf_b5de23703c7d94be7306e5ec', NULL, 'done', '2026-11-29 03:30:20.618808+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:20.618808+00', '2026-11-29 03:30:20.702906+00'),
	('ntf_ff57210ccb4e9e972cec8f39', 'deliver', 'ntf_ff57210ccb4e9e972cec8f39', NULL, 'done', '2026-11-29 03:30:20.618808+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:20.618808+00', '2026-11-29 03:30:20.700191+00'),
	('ntf_6faff951f237d0db256d9192', 'deliver', 'ntf_6faff951f237d0db256d9192', 'job_2d59e9a14e5cffa82d9329a0', 'done', '2026-11-29 03:32:09.46677+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:32:09.46677+00', '2026-11-29 03:32:09.488501+00'),
	('ntf_5b7872ab5f774b9ad3c77e98', 'deliver', 'ntf_5b7872ab5f774b9ad3c77e98', 'job_8538db61164e0418341021a1', 'done', '2026-11-29 03:30:26.77464+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:26.77464+00', '2026-11-29 03:30:26.78781+00'),
	('eff_2fcc93c8e1a507b7df62493d', 'register', 'ver_12f254d97d99ef2d38d009f3', 'job_7417c6335d9c7509030d5ba4', 'done', '2026-11-29 03:30:24.590221+00', NULL, NULL, 1, NULL, NULL, '2026-11-29 03:30:24.590221+00', '2026-11-29 03:30:24.957112+00'),
	('ntf_e973f5feee6c9fb8e1fe57ff', 'deliver', 'ntf_e973f5feee6c9fb8e1fe57ff', 'job_9904048ae4f5dc2fe28f7cbd', 'done', '2026-11-29 03:32:05.027876+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:32:05.027876+00', '2026-11-29 03:32:05.04102+00'),
	('ntf_72227822ab5db1099b5299ab', 'deliver', 'ntf_72227822ab5db1099b5299ab', 'job_44ec385692a5203d3882d6c8', 'done', '2026-11-29 03:30:20.715714+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:20.715714+00', '2026-11-29 03:30:20.739547+00'),
	('ntf_891f4fa6b9056cff29d81b26', 'deliver', 'ntf_891f4fa6b9056cff29d81b26', 'job_a42bc1c399c390d89e22d586', 'done', '2026-11-29 03:32:05.027876+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:32:05.027876+00', '2026-11-29 03:32:05.041288+00'),
	('ntf_a9dae2a3c5e352384a9bb895', 'deliver', 'ntf_a9dae2a3c5e352384a9bb895', 'job_306ce5c9047e8802377a765b', 'done', '2026-11-29 03:30:40.372575+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:40.372575+00', '2026-11-29 03:30:40.421824+00'),
	('eff_ac6eade1e68b370fcd5000ea', 'evaluate', 'eff_ac6eade1e68b370fcd5000ea', 'job_2d59e9a14e5cffa82d9329a0', 'done', '2026-11-29 03:32:09.46677+00', NULL, NULL, 1, 'undecided', NULL, '2026-11-29 03:32:09.46677+00', '2026-11-29 03:32:09.887313+00'),
	('ntf_903b972760914b821e58466d', 'deliver', 'ntf_903b972760914b821e58466d', 'job_7417c6335d9c7509030d5ba4', 'done', '2026-11-29 03:30:24.957112+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:24.957112+00', '2026-11-29 03:30:40.261653+00'),
	('ntf_9db5b949d74a324cfa70bf1c', 'deliver', 'ntf_9db5b949d74a324cfa70bf1c', 'job_a42bc1c399c390d89e22d586', 'done', '2026-11-29 03:30:26.715979+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:26.715979+00', '2026-11-29 03:30:26.722813+00'),
	('ntf_02ee158f8fc02d370647c167', 'deliver', 'ntf_02ee158f8fc02d370647c167', 'job_44ec385692a5203d3882d6c8', 'cancelled_by_config', '2026-11-29 03:30:26.380347+00', NULL, NULL, 2, 'channel closed is not configured any more', NULL, '2026-11-29 03:30:20.715714+00', '2026-11-29 03:30:26.579189+00'),
	('ntf_07c3c2c3b4bc47cba995f447', 'deliver', 'ntf_07c3c2c3b4bc47cba995f447', 'job_6a7b9cd1e0411f980f6d3f8a', 'done', '2026-11-29 03:30:26.663011+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:26.663011+00', '2026-11-29 03:30:26.674313+00'),
	('ntf_5d8432beb250c0a9e0a5a320', 'deliver', 'ntf_5d8432beb250c0a9e0a5a320', 'job_9904048ae4f5dc2fe28f7cbd', 'done', '2026-11-29 03:30:26.741756+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:26.741756+00', '2026-11-29 03:30:26.747569+00'),
	('ntf_ee0e64856c2088e70cc6c546', 'deliver', 'ntf_ee0e64856c2088e70cc6c546', 'job_b788c001a7a9f6c5b3d50691', 'done', '2026-11-29 03:30:26.812375+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:26.812375+00', '2026-11-29 03:30:26.839772+00'),
	('eff_35fcbe6e556b68583a1a3fe9', 'register', 'ver_65324d85f27e72ac4d1b051f', 'job_b788c001a7a9f6c5b3d50691', 'done', '2026-11-29 03:30:26.812375+00', NULL, NULL, 1, NULL, NULL, '2026-11-29 03:30:26.812375+00', '2026-11-29 03:30:27.140821+00'),
	('ntf_5f4eb3b55b8bffa9e8bab194', 'deliver', 'ntf_5f4eb3b55b8bffa9e8bab194', 'job_69b1669a2e63904726acb8d9', 'done', '2026-11-29 03:30:26.920148+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:26.920148+00', '2026-11-29 03:30:26.937095+00'),
	('ntf_c3954c0805579fb6b5864cf5', 'deliver', 'ntf_c3954c0805579fb6b5864cf5', 'job_69b1669a2e63904726acb8d9', 'dead', '2026-11-29 03:30:26.920148+00', NULL, NULL, 1, 'gone', '{"id":"ntf_c3954c0805579fb6b5864cf5","kind":"job.expired","subscription":"sub_f2944cfecf1bc80d370d3ba8","created_at":"2026-11-29T03:30:26.920148Z","account":"lab","provider":"generic","project":"default","job":{"id":"job_69b1669a2e63904726acb8d9","project":"default","account":"lab","provider":"generic","provider_job_id":"expired-1","status":"expired","provider_status":"expired","rank":[0,1,1,"3c06a79a7ec9d2d2"],"facts":{"name":"told to nobody"},"silent":false,"ended_via":"webhook","heard_at":"2026-11-29T03:30:26.920148Z","stalled_at":null},"last_metrics":{},"curves":{},"chart_key":"","version":null,"evaluations_pending":0,"evaluation":null,"trouble":null,"public_url":"https://tunewatch.example.com"}', '2026-11-29 03:30:26.920148+00', '2026-11-29 03:30:26.937521+00'),
	('ntf_eef65edfbee6aadaf4430e50', 'deliver', 'ntf_eef65edfbee6aadaf4430e50', 'job_b788c001a7a9f6c5b3d50691', 'done', '2026-11-29 03:30:27.666219+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:27.666219+00', '2026-11-29 03:30:27.711442+00'),
	('ntf_e67a7365ebebf223ec18d5ad', 'deliver', 'ntf_e67a7365ebebf223ec18d5ad', 'job_28deacc5d7f0cc7ec637251c', 'done', '2026-11-29 03:30:46.055648+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:46.055648+00', '2026-11-29 03:30:46.071514+00'),
	('ntf_64b2703f2e2608d1ab7ebf73', 'deliver', 'ntf_64b2703f2e2608d1ab7ebf73', NULL, 'done', '2026-11-29 03:30:42.678115+00', NULL, NULL, 2, 'delivered', NULL, '2026-11-29 03:30:24.992688+00', '2026-11-29 03:30:42.920591+00'),
	('eff_f690479eb5be81c5d70d33b9', 'register', 'ver_fce8ccde07bfa4bedb79c884', 'job_74573b05286a6f43d846939d', 'done', '2026-11-29 03:30:50.817762+00', NULL, NULL, 1, NULL, NULL, '2026-11-29 03:30:50.817762+00', '2026-11-29 03:30:51.148998+00'),
	('ntf_a485db546943b978c65a5785', 'deliver', 'ntf_a485db546943b978c65a5785', 'job_74573b05286a6f43d846939d', 'done', '2026-11-29 03:30:50.817762+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:50.817762+00', '2026-11-29 03:30:51.292216+00'),
	('ntf_bbf738c7c051848995464c7c', 'deliver', 'ntf_bbf738c7c051848995464c7c', 'job_b788c001a7a9f6c5b3d50691', 'done', '2026-11-29 03:30:26.812375+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:26.812375+00', '2026-11-29 03:30:26.840826+00'),
	('ntf_91e4ae86f2e6bc771a24a955', 'deliver', 'ntf_91e4ae86f2e6bc771a24a955', 'job_9904048ae4f5dc2fe28f7cbd', 'done', '2026-11-29 03:32:05.055+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:32:05.055+00', '2026-11-29 03:32:05.06243+00'),
	('ntf_e93a710400e28117badd15ad', 'deliver', 'ntf_e93a710400e28117badd15ad', 'job_68633b78fdc9bee8fb09c22f', 'done', '2026-11-29 03:30:26.862922+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:26.862922+00', '2026-11-29 03:30:26.868982+00'),
	('ntf_957a63bc0ea3e5963b06fce1', 'deliver', 'ntf_957a63bc0ea3e5963b06fce1', 'job_9603461e1d20ae4560582049', 'done', '2026-11-29 03:30:26.848963+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:26.848963+00', '2026-11-29 03:30:26.857673+00'),
	('ntf_e45a3929d6f9863d631c82bf', 'deliver', 'ntf_e45a3929d6f9863d631c82bf', 'job_9603461e1d20ae4560582049', 'done', '2026-11-29 03:30:26.848963+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:26.848963+00', '2026-11-29 03:30:26.857914+00'),
	('ntf_b10390355232c2948b2812fc', 'deliver', 'ntf_b10390355232c2948b2812fc', 'job_2d59e9a14e5cffa82d9329a0', 'done', '2026-11-29 03:32:09.887313+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:32:09.887313+00', '2026-11-29 03:32:09.899177+00'),
	('ntf_8ee301fd70bd07e202cb8251', 'deliver', 'ntf_8ee301fd70bd07e202cb8251', 'job_d9963c19e943edf53c36f988', 'done', '2026-11-29 03:32:09.053764+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:32:09.053764+00', '2026-11-29 03:32:09.071827+00'),
	('ntf_6540e04faa0d2f9a61cc370e', 'deliver', 'ntf_6540e04faa0d2f9a61cc370e', 'job_b788c001a7a9f6c5b3d50691', 'done', '2026-11-29 03:30:27.666219+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:27.666219+00', '2026-11-29 03:30:27.702096+00'),
	('ntf_67cc77cd97e5522c7bf3e86b', 'deliver', 'ntf_67cc77cd97e5522c7bf3e86b', 'job_68633b78fdc9bee8fb09c22f', 'done', '2026-11-29 03:30:26.862922+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:26.862922+00', '2026-11-29 03:30:26.868781+00'),
	('ntf_dcaf37b62a7c67983417f797', 'deliver', 'ntf_dcaf37b62a7c67983417f797', 'job_68633b78fdc9bee8fb09c22f', 'done', '2026-11-29 03:30:26.890843+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:26.890843+00', '2026-11-29 03:30:26.898027+00'),
	('ntf_7d370e1b526347d87f140e83', 'deliver', 'ntf_7d370e1b526347d87f140e83', 'job_7417c6335d9c7509030d5ba4', 'done', '2026-11-29 03:30:24.590221+00', NULL, NULL, 2, 'delivered', NULL, '2026-11-29 03:30:24.590221+00', '2026-11-29 03:30:39.034738+00'),
	('ntf_fae5ab2d80a89ce0c683a3d5', 'deliver', 'ntf_fae5ab2d80a89ce0c683a3d5', 'job_8d58f036029ba450c88b3502', 'done', '2026-11-29 03:30:26.956673+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:26.956673+00', '2026-11-29 03:30:26.961298+00'),
	('ntf_a90bf109694ec0b838501bab', 'deliver', 'ntf_a90bf109694ec0b838501bab', 'job_2d59e9a14e5cffa82d9329a0', 'done', '2026-11-29 03:32:09.887313+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:32:09.887313+00', '2026-11-29 03:32:09.915627+00'),
	('ntf_1a28c3c284c679977259968f', 'deliver', 'ntf_1a28c3c284c679977259968f', 'job_aa8e50b7f3fe568d19a5906d', 'done', '2026-11-29 03:32:11.05751+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:32:11.05751+00', '2026-11-29 03:32:11.063162+00'),
	('ntf_11d7db7b43559dfeeb50c96f', 'deliver', 'ntf_11d7db7b43559dfeeb50c96f', 'job_b788c001a7a9f6c5b3d50691', 'done', '2026-11-29 03:30:27.140821+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:27.140821+00', '2026-11-29 03:30:27.160423+00'),
	('eff_5af97fde816493b0b6a8b633', 'evaluate', 'eff_5af97fde816493b0b6a8b633', 'job_b788c001a7a9f6c5b3d50691', 'done', '2026-11-29 03:30:27.140821+00', NULL, NULL, 1, 'not servable', NULL, '2026-11-29 03:30:27.140821+00', '2026-11-29 03:30:27.666219+00'),
	('ntf_09347646b95da7bfe7026ecc', 'deliver', 'ntf_09347646b95da7bfe7026ecc', 'job_d3a847a7569136cb74cd31a6', 'done', '2026-11-29 03:30:48.698633+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:48.698633+00', '2026-11-29 03:30:48.714962+00'),
	('ntf_7167a63c457cde77f9fc7d9e', 'deliver', 'ntf_7167a63c457cde77f9fc7d9e', 'job_ab23922c98d8b0275d51d3dc', 'done', '2026-11-29 03:30:40.37203+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:40.37203+00', '2026-11-29 03:30:40.432343+00'),
	('ntf_fc4a36c043dc468dba73e1bd', 'deliver', 'ntf_fc4a36c043dc468dba73e1bd', 'job_df753c76ade276b21a5c25d0', 'done', '2026-11-29 03:30:42.574514+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:42.574514+00', '2026-11-29 03:30:42.594005+00'),
	('ntf_2c82e5dd838f5d88c26a255d', 'deliver', 'ntf_2c82e5dd838f5d88c26a255d', 'job_df753c76ade276b21a5c25d0', 'done', '2026-11-29 03:30:40.770841+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:40.770841+00', '2026-11-29 03:30:40.778542+00'),
	('ntf_64c6e25ee820f89a52d8b821', 'deliver', 'ntf_64c6e25ee820f89a52d8b821', 'job_cef257f28603c697ae1519e0', 'done', '2026-11-29 03:30:46.205087+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:46.205087+00', '2026-11-29 03:30:46.213585+00'),
	('eff_73bbb72f16058e29034e3d61', 'register', 'ver_2d0bb6eb2fb284b503908eba', 'job_df753c76ade276b21a5c25d0', 'done', '2026-11-29 03:30:42.574514+00', NULL, NULL, 1, NULL, NULL, '2026-11-29 03:30:42.574514+00', '2026-11-29 03:30:42.901251+00'),
	('ntf_3c4ce225ecf67388c4c4ce11', 'deliver', 'ntf_3c4ce225ecf67388c4c4ce11', 'job_df753c76ade276b21a5c25d0', 'done', '2026-11-29 03:30:42.574514+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:42.574514+00', '2026-11-29 03:30:42.93878+00'),
	('ntf_016a1305428fe120121c1fae', 'deliver', 'ntf_016a1305428fe120121c1fae', 'job_b63c40fd97255cf5c0e0fab9', 'superseded', '2026-11-29 03:30:45.777835+00', NULL, NULL, 1, 'overtaken by newer news', NULL, '2026-11-29 03:30:40.288717+00', '2026-11-29 03:30:46.063452+00');
INSERT INTO public.effects VALUES
	('ntf_a5c955c4588a1ff7ea823a2d', 'deliver', 'ntf_a5c955c4588a1ff7ea823a2d', 'job_cef257f28603c697ae1519e0', 'done', '2026-11-29 03:30:46.205087+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:46.205087+00', '2026-11-29 03:30:46.214472+00'),
	('ntf_2f005141f8b9052c1301888f', 'deliver', 'ntf_2f005141f8b9052c1301888f', 'job_74573b05286a6f43d846939d', 'done', '2026-11-29 03:30:50.817762+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:50.817762+00', '2026-11-29 03:30:50.845983+00'),
	('eff_1efde06283ab6e666b534087', 'register', 'ver_fab10d378e2f5a254d308f18', 'job_cef257f28603c697ae1519e0', 'done', '2026-11-29 03:30:46.205087+00', NULL, NULL, 1, NULL, NULL, '2026-11-29 03:30:46.205087+00', '2026-11-29 03:30:46.514603+00'),
	('ntf_0862db66b6978d6c9165f4d9', 'deliver', 'ntf_0862db66b6978d6c9165f4d9', 'job_2d59e9a14e5cffa82d9329a0', 'done', '2026-11-29 03:30:48.698633+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:48.698633+00', '2026-11-29 03:30:48.713374+00'),
	('ntf_e4b1e23f43eec9145dd06490', 'deliver', 'ntf_e4b1e23f43eec9145dd06490', 'job_b4fbf9fccfa91030fa9c6d5b', 'done', '2026-11-29 03:30:48.698633+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:48.698633+00', '2026-11-29 03:30:48.714733+00'),
	('ntf_2d20eabd6222ae265856744c', 'deliver', 'ntf_2d20eabd6222ae265856744c', 'job_e208c78f6c213e30698f7c3d', 'done', '2026-11-29 03:30:48.717544+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:48.717544+00', '2026-11-29 03:30:48.72822+00'),
	('ntf_4a3a8c9dd8c52ab4e2ec51c9', 'deliver', 'ntf_4a3a8c9dd8c52ab4e2ec51c9', 'job_2d59e9a14e5cffa82d9329a0', 'done', '2026-11-29 03:32:09.0595+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:32:09.0595+00', '2026-11-29 03:32:09.081607+00'),
	('eff_6136c011e29d6ba9d69530c8', 'evaluate', 'eff_6136c011e29d6ba9d69530c8', 'job_cef257f28603c697ae1519e0', 'owed', '2026-11-29 03:32:14.561563+00', NULL, NULL, 13, NULL, NULL, '2026-11-29 03:30:46.514603+00', NULL),
	('ntf_4390cd24770fb8cd08b91c87', 'deliver', 'ntf_4390cd24770fb8cd08b91c87', 'job_28deacc5d7f0cc7ec637251c', 'done', '2026-11-29 03:30:45.705572+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:45.705572+00', '2026-11-29 03:30:45.74078+00'),
	('ntf_34214dbd2ffde3f3045b5ac6', 'deliver', 'ntf_34214dbd2ffde3f3045b5ac6', 'job_df753c76ade276b21a5c25d0', 'done', '2026-11-29 03:30:42.901251+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:42.901251+00', '2026-11-29 03:30:42.920263+00'),
	('ntf_008e60bb77a102e43b591eb7', 'deliver', 'ntf_008e60bb77a102e43b591eb7', 'job_b63c40fd97255cf5c0e0fab9', 'done', '2026-11-29 03:30:40.331372+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:40.331372+00', '2026-11-29 03:30:40.345371+00'),
	('ntf_efc47b11f08e0fb54cdd281a', 'deliver', 'ntf_efc47b11f08e0fb54cdd281a', 'job_b63c40fd97255cf5c0e0fab9', 'done', '2026-11-29 03:30:40.331372+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:40.331372+00', '2026-11-29 03:30:40.345737+00'),
	('ntf_192797e49d8b42e6815b8449', 'deliver', 'ntf_192797e49d8b42e6815b8449', 'job_2d59e9a14e5cffa82d9329a0', 'done', '2026-11-29 03:32:09.0595+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:32:09.0595+00', '2026-11-29 03:32:09.082896+00'),
	('ntf_2b54d571250c64335a61dce0', 'deliver', 'ntf_2b54d571250c64335a61dce0', 'job_2f34aa8db728dadea7662882', 'done', '2026-11-29 03:30:40.366524+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:40.366524+00', '2026-11-29 03:30:40.420197+00'),
	('ntf_eea2931431843656a8c3d835', 'deliver', 'ntf_eea2931431843656a8c3d835', 'job_cef257f28603c697ae1519e0', 'done', '2026-11-29 03:30:46.514603+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:46.514603+00', '2026-11-29 03:30:46.525804+00'),
	('ntf_049dbda14c258425a75074ff', 'deliver', 'ntf_049dbda14c258425a75074ff', 'job_74573b05286a6f43d846939d', 'done', '2026-11-29 03:30:51.148998+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:51.148998+00', '2026-11-29 03:30:51.173758+00'),
	('eff_3fc642dcfe30810ed31c956e', 'register', 'ver_af9dfe1708708b09a3ac3318', 'job_28deacc5d7f0cc7ec637251c', 'done', '2026-11-29 03:30:45.705572+00', NULL, NULL, 1, NULL, NULL, '2026-11-29 03:30:45.705572+00', '2026-11-29 03:30:46.055648+00'),
	('ntf_799b4a92c4af8d990a23fcf6', 'deliver', 'ntf_799b4a92c4af8d990a23fcf6', 'job_28deacc5d7f0cc7ec637251c', 'done', '2026-11-29 03:30:45.705572+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:45.705572+00', '2026-11-29 03:30:46.202598+00'),
	('ntf_20059d393155f1531406233e', 'deliver', 'ntf_20059d393155f1531406233e', 'job_ad44435534b1d3011356f4c8', 'done', '2026-11-29 03:30:48.743565+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:48.743565+00', '2026-11-29 03:30:48.754297+00'),
	('ntf_0039e8ec7262672e5ce4c54e', 'deliver', 'ntf_0039e8ec7262672e5ce4c54e', 'job_ad44435534b1d3011356f4c8', 'done', '2026-11-29 03:30:48.743565+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:48.743565+00', '2026-11-29 03:30:48.754589+00'),
	('ntf_69eaed3488167555fe924983', 'deliver', 'ntf_69eaed3488167555fe924983', 'job_6d0c1a10f89c7ce9ca8c8b5e', 'done', '2026-11-29 03:30:50.470739+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:50.470739+00', '2026-11-29 03:30:50.499949+00'),
	('ntf_9e1f51a4528ceb70a150537d', 'deliver', 'ntf_9e1f51a4528ceb70a150537d', 'job_aefdc05bd1b997339ae4b7c8', 'done', '2026-11-29 03:30:48.533514+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:48.533514+00', '2026-11-29 03:30:48.537596+00'),
	('ntf_ca4754ac06d2601311b74a66', 'deliver', 'ntf_ca4754ac06d2601311b74a66', 'job_b524ff0397ba569029d17ea7', 'done', '2026-11-29 03:31:05.641116+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:31:05.641116+00', '2026-11-29 03:31:05.661993+00'),
	('ntf_32367bd002af880822e06d96', 'deliver', 'ntf_32367bd002af880822e06d96', 'job_6d0c1a10f89c7ce9ca8c8b5e', 'done', '2026-11-29 03:30:50.134331+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:50.134331+00', '2026-11-29 03:30:50.164756+00'),
	('ntf_e2914805d01bf3f1b433f34b', 'deliver', 'ntf_e2914805d01bf3f1b433f34b', 'job_6d0c1a10f89c7ce9ca8c8b5e', 'done', '2026-11-29 03:30:50.134331+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:50.134331+00', '2026-11-29 03:30:50.572754+00'),
	('eff_c087349e2c99d1b8b7166ea9', 'register', 'ver_3d02bcfee149f9efb1e7babd', 'job_6d0c1a10f89c7ce9ca8c8b5e', 'done', '2026-11-29 03:30:50.134331+00', NULL, NULL, 1, NULL, NULL, '2026-11-29 03:30:50.134331+00', '2026-11-29 03:30:50.470739+00'),
	('ntf_14b30893742932da5292b4f7', 'deliver', 'ntf_14b30893742932da5292b4f7', 'job_6d0c1a10f89c7ce9ca8c8b5e', 'done', '2026-11-29 03:30:50.134331+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:50.134331+00', '2026-11-29 03:30:50.608864+00'),
	('eff_0db78e19d486ac796f489ec1', 'evaluate', 'eff_0db78e19d486ac796f489ec1', 'job_74573b05286a6f43d846939d', 'done', '2026-11-29 03:30:51.148998+00', NULL, NULL, 1, 'undecided', NULL, '2026-11-29 03:30:51.148998+00', '2026-11-29 03:30:51.304401+00'),
	('ntf_2265701135fe59e0b2a618f7', 'deliver', 'ntf_2265701135fe59e0b2a618f7', 'job_69b1669a2e63904726acb8d9', 'owed', '2026-11-29 03:33:06.849557+00', NULL, NULL, 3, 'unreachable', '{"id":"ntf_2265701135fe59e0b2a618f7","kind":"job.expired","subscription":"sub_b6be2f58a40b5bd18af020f6","created_at":"2026-11-29T03:30:26.920148Z","account":"lab","provider":"generic","project":"default","job":{"id":"job_69b1669a2e63904726acb8d9","project":"default","account":"lab","provider":"generic","provider_job_id":"expired-1","status":"expired","provider_status":"expired","rank":[0,1,1,"3c06a79a7ec9d2d2"],"facts":{"name":"told to nobody"},"silent":false,"ended_via":"webhook","heard_at":"2026-11-29T03:30:26.920148Z","stalled_at":null},"last_metrics":{},"curves":{},"chart_key":"","version":null,"evaluations_pending":0,"evaluation":null,"trouble":null,"public_url":"https://tunewatch.example.com"}', '2026-11-29 03:30:26.920148+00', NULL),
	('ntf_5c62cc71f47caae0a4e5c256', 'deliver', 'ntf_5c62cc71f47caae0a4e5c256', 'job_cb1f13d504e721e3da7a499a', 'done', '2026-11-29 03:31:05.89021+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:31:05.89021+00', '2026-11-29 03:31:05.914657+00'),
	('ntf_b0d6b4c8d092523bfbf69232', 'deliver', 'ntf_b0d6b4c8d092523bfbf69232', 'job_5e30dada569473c654ea3fb0', 'done', '2026-11-29 03:31:23.88412+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:31:23.88412+00', '2026-11-29 03:31:23.937077+00'),
	('eff_342b6210b5fef049b8197eec', 'evaluate', 'eff_342b6210b5fef049b8197eec', 'job_5e30dada569473c654ea3fb0', 'done', '2026-11-29 03:31:24.254542+00', NULL, NULL, 1, 'not servable', NULL, '2026-11-29 03:31:24.254542+00', '2026-11-29 03:31:24.42111+00'),
	('eff_0ae7c72a3af3ac83391db7b6', 'register', 'ver_6362d75c8897a52d25a48e60', 'job_5e30dada569473c654ea3fb0', 'done', '2026-11-29 03:31:23.88412+00', NULL, NULL, 1, NULL, NULL, '2026-11-29 03:31:23.88412+00', '2026-11-29 03:31:24.254542+00'),
	('ntf_e2c91df8115435b32719c0b4', 'deliver', 'ntf_e2c91df8115435b32719c0b4', 'job_b4fbf9fccfa91030fa9c6d5b', 'done', '2026-11-29 03:30:48.761674+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:48.761674+00', '2026-11-29 03:30:48.772515+00'),
	('ntf_80a5c07d36a4448bd3916312', 'deliver', 'ntf_80a5c07d36a4448bd3916312', NULL, 'owed', '2026-11-29 03:33:50.806185+00', NULL, NULL, 3, 'unreachable', '{"id":"ntf_80a5c07d36a4448bd3916312","kind":"test","subscription":"test","created_at":"2026-11-29T03:30:59.835903Z","account":"tunewatch","provider":"tunewatch","project":"default","job":null,"last_metrics":{},"curves":{},"chart_key":"","version":null,"evaluations_pending":0,"evaluation":null,"trouble":null,"public_url":"https://tunewatch.example.com"}', '2026-11-29 03:30:59.835903+00', NULL),
	('ntf_241623b39d7aa482ec6f67e2', 'deliver', 'ntf_241623b39d7aa482ec6f67e2', 'job_6d0c1a10f89c7ce9ca8c8b5e', 'done', '2026-11-29 03:30:50.819504+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:50.819504+00', '2026-11-29 03:30:50.881149+00'),
	('eff_2acb267a6dd53ae969ad31a0', 'evaluate', 'eff_2acb267a6dd53ae969ad31a0', 'job_6d0c1a10f89c7ce9ca8c8b5e', 'done', '2026-11-29 03:30:50.470739+00', NULL, NULL, 1, 'better', NULL, '2026-11-29 03:30:50.470739+00', '2026-11-29 03:30:50.819504+00'),
	('ntf_ab76d2fec761a29f6843a5e3', 'deliver', 'ntf_ab76d2fec761a29f6843a5e3', NULL, 'dead', '2026-11-29 03:30:48.839869+00', NULL, NULL, 1, 'refused', '{"id":"ntf_ab76d2fec761a29f6843a5e3","kind":"test","subscription":"test","created_at":"2026-11-29T03:30:48.839869Z","account":"tunewatch","provider":"tunewatch","project":"default","job":null,"last_metrics":{},"curves":{},"chart_key":"","version":null,"evaluations_pending":0,"evaluation":null,"trouble":null,"public_url":"https://tunewatch.example.com"}', '2026-11-29 03:30:48.839869+00', '2026-11-29 03:30:48.847029+00'),
	('eff_e592745bce46cbbc22f93aee', 'register', 'ver_dcc0a214d49e807398963aa6', 'job_2d59e9a14e5cffa82d9329a0', 'done', '2026-11-29 03:32:09.145413+00', NULL, NULL, 1, NULL, NULL, '2026-11-29 03:32:09.145413+00', '2026-11-29 03:32:09.46677+00'),
	('ntf_9100d20ba6e9c70171b93839', 'deliver', 'ntf_9100d20ba6e9c70171b93839', 'job_2d59e9a14e5cffa82d9329a0', 'done', '2026-11-29 03:32:09.145413+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:32:09.145413+00', '2026-11-29 03:32:09.585317+00'),
	('ntf_898ee1d146e52b7fa4498caa', 'deliver', 'ntf_898ee1d146e52b7fa4498caa', 'job_6d0c1a10f89c7ce9ca8c8b5e', 'done', '2026-11-29 03:30:50.819504+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:50.819504+00', '2026-11-29 03:30:50.873112+00'),
	('ntf_370a7f6ab378784fa9aeb4f7', 'deliver', 'ntf_370a7f6ab378784fa9aeb4f7', 'job_74573b05286a6f43d846939d', 'done', '2026-11-29 03:30:51.304401+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:51.304401+00', '2026-11-29 03:30:51.3212+00'),
	('ntf_437b08fa72d2f939395eadb7', 'deliver', 'ntf_437b08fa72d2f939395eadb7', 'job_6d0c1a10f89c7ce9ca8c8b5e', 'done', '2026-11-29 03:30:50.819504+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:50.819504+00', '2026-11-29 03:30:50.851902+00'),
	('ntf_ab894c3685d5b00c47187371', 'deliver', 'ntf_ab894c3685d5b00c47187371', NULL, 'done', '2026-11-29 03:31:05.5386+00', NULL, NULL, 2, 'delivered', NULL, '2026-11-29 03:30:48.867758+00', '2026-11-29 03:31:05.545942+00'),
	('ntf_9fabe84dae48a20c482a72d4', 'deliver', 'ntf_9fabe84dae48a20c482a72d4', NULL, 'done', '2026-11-29 03:30:54.344144+00', NULL, NULL, 2, 'delivered', NULL, '2026-11-29 03:30:48.812079+00', '2026-11-29 03:30:54.429385+00'),
	('ntf_46c038fbd9fb982faf817053', 'deliver', 'ntf_46c038fbd9fb982faf817053', 'job_74573b05286a6f43d846939d', 'done', '2026-11-29 03:30:51.304401+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:30:51.304401+00', '2026-11-29 03:30:51.32551+00'),
	('ntf_724e03cf2112fa896f4eb3a2', 'deliver', 'ntf_724e03cf2112fa896f4eb3a2', NULL, 'done', '2026-11-29 03:30:54.638231+00', NULL, NULL, 2, 'delivered', NULL, '2026-11-29 03:30:48.777185+00', '2026-11-29 03:30:54.932137+00'),
	('ntf_46629048153cae35c695512b', 'deliver', 'ntf_46629048153cae35c695512b', NULL, 'done', '2026-11-29 03:31:05.166455+00', NULL, NULL, 2, 'delivered', NULL, '2026-11-29 03:30:59.847942+00', '2026-11-29 03:31:05.516266+00'),
	('ntf_6ba531d10ad8dff8e850e303', 'deliver', 'ntf_6ba531d10ad8dff8e850e303', 'job_5e30dada569473c654ea3fb0', 'done', '2026-11-29 03:31:24.42111+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:31:24.42111+00', '2026-11-29 03:31:34.928792+00'),
	('ntf_71490cd493612815eb7843e9', 'deliver', 'ntf_71490cd493612815eb7843e9', NULL, 'done', '2026-11-29 03:31:05.591394+00', NULL, NULL, 2, 'delivered', NULL, '2026-11-29 03:30:48.896279+00', '2026-11-29 03:31:05.658676+00');
INSERT INTO public.effects VALUES
	('eff_8e4083b17f7bc861fa821857', 'evaluate', 'eff_8e4083b17f7bc861fa821857', 'job_cb1f13d504e721e3da7a499a', 'done', '2026-11-29 03:31:05.595733+00', NULL, NULL, 1, 'undecided', NULL, '2026-11-29 03:31:05.595733+00', '2026-11-29 03:31:05.89021+00'),
	('ntf_e4fcc6a6a51a3e9f07fe4a9a', 'deliver', 'ntf_e4fcc6a6a51a3e9f07fe4a9a', 'job_5e30dada569473c654ea3fb0', 'done', '2026-11-29 03:31:24.42111+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:31:24.42111+00', '2026-11-29 03:31:24.490831+00'),
	('ntf_1000a6545d413a60811999cd', 'deliver', 'ntf_1000a6545d413a60811999cd', 'job_cb1f13d504e721e3da7a499a', 'done', '2026-11-29 03:31:05.89021+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:31:05.89021+00', '2026-11-29 03:31:05.909301+00'),
	('ntf_76a4b2a7271cb681c59c8e09', 'deliver', 'ntf_76a4b2a7271cb681c59c8e09', 'job_2d59e9a14e5cffa82d9329a0', 'done', '2026-11-29 03:32:09.145413+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:32:09.145413+00', '2026-11-29 03:32:09.172868+00'),
	('ntf_3d7b317f60b9d1a517f08fb5', 'deliver', 'ntf_3d7b317f60b9d1a517f08fb5', 'job_9d938d715ef09c95d7a5ec40', 'done', '2026-11-29 03:31:23.88412+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:31:23.88412+00', '2026-11-29 03:31:23.944945+00'),
	('ntf_37c4bd69f6b9fc2a93b1de6c', 'deliver', 'ntf_37c4bd69f6b9fc2a93b1de6c', 'job_9d938d715ef09c95d7a5ec40', 'done', '2026-11-29 03:31:23.88412+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:31:23.88412+00', '2026-11-29 03:31:23.945161+00'),
	('ntf_02eb10824156edabb0d1eb2c', 'deliver', 'ntf_02eb10824156edabb0d1eb2c', 'job_5e30dada569473c654ea3fb0', 'done', '2026-11-29 03:31:23.88412+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:31:23.88412+00', '2026-11-29 03:31:24.59085+00'),
	('ntf_984e3411f2a955bb316bf089', 'deliver', 'ntf_984e3411f2a955bb316bf089', 'job_2d59e9a14e5cffa82d9329a0', 'done', '2026-11-29 03:32:09.145413+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:32:09.145413+00', '2026-11-29 03:32:09.60937+00'),
	('ntf_c94458d6317b3cdb5e88b9b5', 'deliver', 'ntf_c94458d6317b3cdb5e88b9b5', 'job_2d59e9a14e5cffa82d9329a0', 'done', '2026-11-29 03:32:09.887313+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:32:09.887313+00', '2026-11-29 03:32:09.903605+00'),
	('ntf_e3a59875f23507c6b8d3ff2b', 'deliver', 'ntf_e3a59875f23507c6b8d3ff2b', 'job_9868d638778b904bc8da8acd', 'owed', '2026-11-29 03:32:11.19937+00', '2026-11-29 03:32:25.19937+00', 'worker-5f43ae79863e', 1, NULL, '{"id":"ntf_e3a59875f23507c6b8d3ff2b","kind":"job.failed","subscription":"sub_92f3275687eba64a8ef72e79","created_at":"2026-11-29T03:32:11.199370Z","account":"lab","provider":"generic","project":"default","job":{"id":"job_9868d638778b904bc8da8acd","project":"default","account":"lab","provider":"generic","provider_job_id":"owed","status":"failed","provider_status":"failed","rank":[0,1,1,"222f8209530ca3cd"],"facts":{"base_model":"llama-3","error_message":"the news of it is owed"},"silent":false,"ended_via":"webhook","heard_at":"2026-11-29T03:32:11.199370Z","stalled_at":null},"last_metrics":{},"curves":{},"chart_key":"","version":null,"evaluations_pending":0,"evaluation":null,"trouble":null,"public_url":"https://tunewatch.example.com"}', '2026-11-29 03:32:11.19937+00', NULL),
	('ntf_3d5c7582c46cecda626fa5e2', 'deliver', 'ntf_3d5c7582c46cecda626fa5e2', 'job_9868d638778b904bc8da8acd', 'owed', '2026-11-29 03:32:16.41957+00', NULL, NULL, 1, 'server_error', '{"id":"ntf_3d5c7582c46cecda626fa5e2","kind":"job.failed","subscription":"everything","created_at":"2026-11-29T03:32:11.199370Z","account":"lab","provider":"generic","project":"default","job":{"id":"job_9868d638778b904bc8da8acd","project":"default","account":"lab","provider":"generic","provider_job_id":"owed","status":"failed","provider_status":"failed","rank":[0,1,1,"222f8209530ca3cd"],"facts":{"base_model":"llama-3","error_message":"the news of it is owed"},"silent":false,"ended_via":"webhook","heard_at":"2026-11-29T03:32:11.199370Z","stalled_at":null},"last_metrics":{},"curves":{},"chart_key":"","version":null,"evaluations_pending":0,"evaluation":null,"trouble":null,"public_url":"https://tunewatch.example.com"}', '2026-11-29 03:32:11.19937+00', NULL),
	('ntf_33d61437498fafb733687628', 'deliver', 'ntf_33d61437498fafb733687628', 'job_9868d638778b904bc8da8acd', 'done', '2026-11-29 03:32:11.19937+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:32:11.19937+00', '2026-11-29 03:32:11.214276+00'),
	('ntf_a7c8db00f174dd79cddbcbcf', 'deliver', 'ntf_a7c8db00f174dd79cddbcbcf', 'job_5e30dada569473c654ea3fb0', 'done', '2026-11-29 03:31:24.254542+00', NULL, NULL, 1, 'delivered', NULL, '2026-11-29 03:31:24.254542+00', '2026-11-29 03:31:24.289394+00'),
	('eff_bc2e78ffa2bba40aaf2b12e0', 'evaluate', 'eff_bc2e78ffa2bba40aaf2b12e0', 'job_cb1f13d504e721e3da7a499a', 'owed', '2026-11-29 03:32:11.079212+00', '2026-11-29 03:32:26.083349+00', 'worker-5f43ae79863e:evaluate:eff_bc2e78ffa2bba40aaf2b12e0:0', 1, NULL, NULL, '2026-11-29 03:32:11.079212+00', NULL);
INSERT INTO public.evaluation_answers VALUES
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_ab606d4fdd0b42b199687221', 1, 'billing', true, 20, 1, 4.118576000109897, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_683f3c1ce4946facc7f51ba4', 1, 'account', true, 21, 1, 8.016803000145956, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_4c35729df38ac39ff83690b5', 1, 'account', true, 20, 1, 3.3981200001562684, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_a1fa42c5cb2031b5f7bf3a20', 1, 'billing', true, 18, 1, 1.6644740001083846, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_b2cd5bad635627fd1ce1c16a', 1, 'account', true, 20, 1, 2.7325070000188134, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_8315ce4772a5fe40970e0592', 1, 'billing', true, 21, 1, 4.980763000048682, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_ee2f5515c88cd0a83c0da42e', 1, 'account', true, 18, 1, 2.357999000196287, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_93c932c9d001b7f896293abe', 1, 'billing', true, 18, 1, 2.142416999959096, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_ab606d4fdd0b42b199687221', 1, 'billing', true, 20, 1, 5.0030160000460455, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_683f3c1ce4946facc7f51ba4', 1, 'billing', false, 21, 1, 6.182155000033163, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_4c35729df38ac39ff83690b5', 1, 'account', true, 20, 1, 3.4259030001067003, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_a1fa42c5cb2031b5f7bf3a20', 1, 'billing', true, 18, 1, 1.8695789999583212, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_8315ce4772a5fe40970e0592', 1, 'billing', true, 21, 1, 3.030782999985604, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_b2cd5bad635627fd1ce1c16a', 1, 'returns', false, 20, 1, 3.0836509999971895, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_ee2f5515c88cd0a83c0da42e', 1, 'delivery', false, 18, 2, 1.1609530001805979, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_93c932c9d001b7f896293abe', 1, 'billing', true, 18, 1, 1.4677100000426435, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_381ead04eceaacefbd3a43f4', 1, 'account', true, 23, 1, 1.9712120001713629, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_aec7d9b3455cad54480cbda6', 1, 'delivery', true, 23, 2, 1.7821189999267517, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_03df838e6267d719c22e3bef', 1, 'returns', true, 17, 1, 1.5928870000152529, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_91d1945fb2602b5c7834a833', 1, 'returns', true, 18, 1, 2.139181999837092, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_9c4489cc74de360a78c5ccae', 1, 'returns', true, 16, 1, 1.7284489999838115, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_1fa5e4a2f6c97d15d49bbd03', 1, 'delivery', true, 19, 2, 1.6463869999370218, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_1827b800c40c540d38f3ca6e', 1, 'delivery', true, 22, 2, 1.4211699999577831, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_c5e488589c688491bee058b4', 1, 'billing', true, 18, 1, 0.9621859999242588, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_381ead04eceaacefbd3a43f4', 1, 'account', true, 23, 1, 2.724486000033721, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_aec7d9b3455cad54480cbda6', 1, 'delivery', true, 23, 2, 1.7520639999020204, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_03df838e6267d719c22e3bef', 1, 'returns', true, 17, 1, 1.5803189999132883, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_91d1945fb2602b5c7834a833', 1, 'returns', true, 18, 1, 1.4045759999135043, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_9c4489cc74de360a78c5ccae', 1, 'returns', true, 16, 1, 0.9548750001613371, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_1827b800c40c540d38f3ca6e', 1, 'billing', false, 22, 1, 1.7677570001524145, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_1fa5e4a2f6c97d15d49bbd03', 1, 'delivery', true, 19, 2, 2.2752949998903205, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_c5e488589c688491bee058b4', 1, 'billing', true, 18, 1, 2.41498400009732, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_a914fd3461d68b03139f4bad', 1, 'delivery', true, 21, 2, 3.669084999955885, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_5d49e8d6bb555be2cea94244', 1, 'account', true, 20, 1, 3.7625539998771274, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_b57db5c5698100565c0bf24d', 1, 'delivery', true, 23, 2, 1.6117850000227918, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_4b9bad2605d8e1348041fb15', 1, 'returns', true, 19, 1, 1.6347099999620696, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_a7ff4f71938764ba18f6e49c', 1, 'delivery', true, 23, 2, 1.1948229998779425, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_1dc030ffa0121274ecf95382', 1, 'billing', true, 20, 1, 2.3879539999143162, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_d37dd37e4519826654c7873f', 1, 'delivery', true, 19, 2, 2.341443999966941, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_f53a345d72df4f2ad06ff1c6', 1, 'delivery', true, 18, 2, 1.2729599998237973, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_a914fd3461d68b03139f4bad', 1, 'delivery', true, 21, 2, 2.250918999834539, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_5d49e8d6bb555be2cea94244', 1, 'account', true, 20, 1, 2.455584000017552, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_4b9bad2605d8e1348041fb15', 1, 'returns', true, 19, 1, 2.6502050000090094, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_b57db5c5698100565c0bf24d', 1, 'returns', false, 23, 1, 1.730653000095117, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_a7ff4f71938764ba18f6e49c', 1, 'delivery', true, 23, 2, 2.1471850000125414, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_1dc030ffa0121274ecf95382', 1, 'billing', true, 20, 1, 1.7055850000815553, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_f53a345d72df4f2ad06ff1c6', 1, 'returns', false, 18, 1, 1.4603790000364825, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_d37dd37e4519826654c7873f', 1, 'delivery', true, 19, 2, 2.528542999925776, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_cb19e2cd29ca0909f50ce5f2', 1, 'account', true, 16, 1, 2.0035200000165787, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_2211827e3909236acd4db601', 1, 'returns', true, 18, 1, 1.774697999962882, NULL);
INSERT INTO public.evaluation_answers VALUES
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_43f4d71c6b69dd50051f0fb9', 1, 'billing', true, 16, 1, 1.1834459999136016, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_ff05d4e6d7d0e3f1049e4e89', 1, 'billing', true, 19, 1, 0.9554060000027675, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_980a952d5577dd440acfb247', 1, 'billing', true, 22, 1, 0.9483450000971061, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_527b3a0c909832a9db032442', 1, 'billing', true, 21, 1, 1.5612299998792878, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_cd364bf461927cce295c8111', 1, 'account', true, 22, 1, 2.24504000016168, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_cb19e2cd29ca0909f50ce5f2', 1, 'account', true, 16, 1, 2.340763000120205, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_ff05d4e6d7d0e3f1049e4e89', 1, 'account', false, 19, 1, 1.7847239998900477, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_980a952d5577dd440acfb247', 1, 'billing', true, 22, 1, 1.6221509999923, NULL),
	('eff_8e4083b17f7bc861fa821857', 'base', 'itm_683f3c1ce4946facc7f51ba4', 1, 'billing', false, 21, 1, 8.0608390001089, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'tuned', 'itm_93bf4f043a1acd22c971b614', 1, 'account', true, 22, 1, 3.0252839999320713, NULL),
	('eff_0db78e19d486ac796f489ec1', 'base', 'itm_217d38ee4018828fde9ef685', 0, NULL, NULL, NULL, NULL, NULL, NULL),
	('eff_0db78e19d486ac796f489ec1', 'base', 'itm_31b359c090a1280c78bb7a87', 0, NULL, NULL, NULL, NULL, NULL, NULL),
	('eff_0db78e19d486ac796f489ec1', 'base', 'itm_a0db8cfde8fc5f6495772cbe', 0, NULL, NULL, NULL, NULL, NULL, NULL),
	('eff_8e4083b17f7bc861fa821857', 'base', 'itm_ab606d4fdd0b42b199687221', 1, 'billing', true, 20, 1, 4.516029000114941, NULL),
	('eff_8e4083b17f7bc861fa821857', 'prompted', 'itm_ab606d4fdd0b42b199687221', 1, 'billing', true, 27, 1, 6.43273900004715, NULL),
	('eff_8e4083b17f7bc861fa821857', 'prompted', 'itm_683f3c1ce4946facc7f51ba4', 1, 'account', true, 28, 1, 18.13175699999192, NULL),
	('eff_8e4083b17f7bc861fa821857', 'prompted', 'itm_a1fa42c5cb2031b5f7bf3a20', 1, 'billing', true, 25, 1, 2.4256500000774395, NULL),
	('eff_8e4083b17f7bc861fa821857', 'prompted', 'itm_4c35729df38ac39ff83690b5', 1, 'account', true, 27, 1, 10.821308999993562, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_2211827e3909236acd4db601', 1, 'returns', true, 18, 1, 2.132002000053035, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_43f4d71c6b69dd50051f0fb9', 1, 'billing', true, 16, 1, 2.2128119999251794, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_527b3a0c909832a9db032442', 1, 'billing', true, 21, 1, 1.6283699999348755, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_cd364bf461927cce295c8111', 1, 'account', true, 22, 1, 1.8539969998982997, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'base', 'itm_93bf4f043a1acd22c971b614', 1, 'account', true, 22, 1, 1.8049329999030306, NULL),
	('eff_0db78e19d486ac796f489ec1', 'tuned', 'itm_217d38ee4018828fde9ef685', 0, NULL, NULL, NULL, NULL, NULL, NULL),
	('eff_0db78e19d486ac796f489ec1', 'tuned', 'itm_31b359c090a1280c78bb7a87', 0, NULL, NULL, NULL, NULL, NULL, NULL),
	('eff_0db78e19d486ac796f489ec1', 'tuned', 'itm_a0db8cfde8fc5f6495772cbe', 0, NULL, NULL, NULL, NULL, NULL, NULL),
	('eff_8e4083b17f7bc861fa821857', 'tuned', 'itm_ab606d4fdd0b42b199687221', 1, 'delivery', false, 20, 2, 4.84267600018029, NULL),
	('eff_8e4083b17f7bc861fa821857', 'tuned', 'itm_683f3c1ce4946facc7f51ba4', 1, 'account', true, 21, 1, 5.350543999838919, NULL),
	('eff_8e4083b17f7bc861fa821857', 'tuned', 'itm_4c35729df38ac39ff83690b5', 1, 'account', true, 20, 1, 9.59319499997946, NULL),
	('eff_8e4083b17f7bc861fa821857', 'tuned', 'itm_a1fa42c5cb2031b5f7bf3a20', 1, 'billing', true, 18, 1, 5.010456000036356, NULL),
	('eff_8e4083b17f7bc861fa821857', 'base', 'itm_a1fa42c5cb2031b5f7bf3a20', 1, 'billing', true, 18, 1, 6.445188000043345, NULL),
	('eff_8e4083b17f7bc861fa821857', 'base', 'itm_4c35729df38ac39ff83690b5', 1, 'account', true, 20, 1, 7.155667999995785, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_ab606d4fdd0b42b199687221', 1, 'billing', true, 20, 1, 5.0049289998241875, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_683f3c1ce4946facc7f51ba4', 1, 'delivery', false, 21, 2, 5.386559000044144, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_4c35729df38ac39ff83690b5', 1, 'account', true, 20, 1, 2.0691479999186413, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_a1fa42c5cb2031b5f7bf3a20', 1, 'billing', true, 18, 1, 1.8748670001969003, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_8315ce4772a5fe40970e0592', 1, 'billing', true, 21, 1, 1.8666650000795926, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_b2cd5bad635627fd1ce1c16a', 1, 'account', true, 20, 1, 1.803430999871125, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_93c932c9d001b7f896293abe', 1, 'billing', true, 18, 1, 1.862729000094987, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_ee2f5515c88cd0a83c0da42e', 1, 'account', true, 18, 1, 2.1113909999712632, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_ab606d4fdd0b42b199687221', 1, 'billing', true, 20, 1, 3.6363869999149756, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_683f3c1ce4946facc7f51ba4', 1, 'billing', false, 21, 1, 4.349971000010555, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_4c35729df38ac39ff83690b5', 1, 'account', true, 20, 1, 1.6563919998588972, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_a1fa42c5cb2031b5f7bf3a20', 1, 'billing', true, 18, 1, 3.2710109999243286, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_8315ce4772a5fe40970e0592', 1, 'billing', true, 21, 1, 3.9756630001193116, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_b2cd5bad635627fd1ce1c16a', 1, 'returns', false, 20, 1, 2.755442000079711, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_ee2f5515c88cd0a83c0da42e', 1, 'delivery', false, 18, 2, 3.049885999871549, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_93c932c9d001b7f896293abe', 1, 'billing', true, 18, 1, 2.418108000028951, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_ab606d4fdd0b42b199687221', 1, 'billing', true, 20, 1, 2.733999999918524, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_683f3c1ce4946facc7f51ba4', 1, 'account', true, 21, 1, 3.5343040001407644, NULL);
INSERT INTO public.evaluation_answers VALUES
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_4c35729df38ac39ff83690b5', 1, 'account', true, 20, 1, 1.8978419998347817, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_a1fa42c5cb2031b5f7bf3a20', 1, 'billing', true, 18, 1, 1.7492299998593808, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_8315ce4772a5fe40970e0592', 1, 'billing', true, 21, 1, 2.694060000067111, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_b2cd5bad635627fd1ce1c16a', 1, 'account', true, 20, 1, 1.833305999980439, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_ee2f5515c88cd0a83c0da42e', 1, 'account', true, 18, 1, 1.7778129999896919, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_93c932c9d001b7f896293abe', 1, 'billing', true, 18, 1, 1.75544900002933, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_aec7d9b3455cad54480cbda6', 1, 'delivery', true, 23, 2, 2.5902259999384114, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_381ead04eceaacefbd3a43f4', 1, 'delivery', false, 23, 2, 3.0792949999067787, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_03df838e6267d719c22e3bef', 1, 'delivery', false, 17, 2, 1.618815000028917, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_91d1945fb2602b5c7834a833', 1, 'returns', true, 18, 1, 1.528652000160946, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_9c4489cc74de360a78c5ccae', 1, 'returns', true, 16, 1, 2.0511610000539804, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_1fa5e4a2f6c97d15d49bbd03', 1, 'delivery', true, 19, 2, 1.9315430001825007, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_c5e488589c688491bee058b4', 1, 'billing', true, 18, 1, 3.586676999930205, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_1827b800c40c540d38f3ca6e', 1, 'delivery', true, 22, 2, 2.6932240000405727, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_aec7d9b3455cad54480cbda6', 1, 'delivery', true, 23, 2, 3.1840520000514516, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_381ead04eceaacefbd3a43f4', 1, 'account', true, 23, 1, 3.600431999984721, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_03df838e6267d719c22e3bef', 1, 'returns', true, 17, 1, 1.964371999974901, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_91d1945fb2602b5c7834a833', 1, 'returns', true, 18, 1, 1.7394859999058099, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_9c4489cc74de360a78c5ccae', 1, 'returns', true, 16, 1, 2.127624999957334, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_1fa5e4a2f6c97d15d49bbd03', 1, 'delivery', true, 19, 2, 2.0352569999886327, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_c5e488589c688491bee058b4', 1, 'billing', true, 18, 1, 2.222416999984489, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_1827b800c40c540d38f3ca6e', 1, 'billing', false, 22, 1, 2.8931980000379554, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_aec7d9b3455cad54480cbda6', 1, 'delivery', true, 23, 2, 2.1377900000061345, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_381ead04eceaacefbd3a43f4', 1, 'account', true, 23, 1, 2.3141929998473643, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_03df838e6267d719c22e3bef', 1, 'returns', true, 17, 1, 1.6381750001528417, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_91d1945fb2602b5c7834a833', 1, 'returns', true, 18, 1, 1.4670489999843994, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_9c4489cc74de360a78c5ccae', 1, 'returns', true, 16, 1, 1.6144389999226405, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_1fa5e4a2f6c97d15d49bbd03', 1, 'delivery', true, 19, 2, 1.4711549999901763, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_1827b800c40c540d38f3ca6e', 1, 'delivery', true, 22, 2, 1.7687790000309178, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_c5e488589c688491bee058b4', 1, 'billing', true, 18, 1, 2.0650609999393055, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_a914fd3461d68b03139f4bad', 1, 'delivery', true, 21, 2, 2.8698430000986264, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_5d49e8d6bb555be2cea94244', 1, 'account', true, 20, 1, 3.1037420001212013, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_4b9bad2605d8e1348041fb15', 1, 'returns', true, 19, 1, 1.6071690001808747, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_b57db5c5698100565c0bf24d', 1, 'delivery', true, 23, 2, 1.4486720001514186, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_1dc030ffa0121274ecf95382', 1, 'billing', true, 20, 1, 1.416573999904358, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_a7ff4f71938764ba18f6e49c', 1, 'delivery', true, 23, 2, 1.543011999956434, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_d37dd37e4519826654c7873f', 1, 'delivery', true, 19, 2, 1.5790259999448608, NULL),
	('eff_bc2e78ffa2bba40aaf2b12e0', 'tuned', 'itm_683f3c1ce4946facc7f51ba4', 1, 'account', true, 21, 1, 3.498890999935611, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_f53a345d72df4f2ad06ff1c6', 1, 'delivery', true, 18, 2, 1.5605080000113958, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_a914fd3461d68b03139f4bad', 1, 'delivery', true, 21, 2, 4.333391000045594, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_5d49e8d6bb555be2cea94244', 1, 'account', true, 20, 1, 5.148146999999881, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_4b9bad2605d8e1348041fb15', 1, 'returns', true, 19, 1, 4.029201999856014, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_b57db5c5698100565c0bf24d', 1, 'returns', false, 23, 1, 2.2582100000363425, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_a7ff4f71938764ba18f6e49c', 1, 'delivery', true, 23, 2, 1.487980999854699, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_1dc030ffa0121274ecf95382', 1, 'billing', true, 20, 1, 1.2148729999807983, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_d37dd37e4519826654c7873f', 1, 'delivery', true, 19, 2, 3.7009679999755463, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_f53a345d72df4f2ad06ff1c6', 1, 'returns', false, 18, 1, 3.9674350000495906, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_a914fd3461d68b03139f4bad', 1, 'delivery', true, 21, 2, 3.63271099990925, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_5d49e8d6bb555be2cea94244', 1, 'account', true, 20, 1, 3.836974999785525, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_4b9bad2605d8e1348041fb15', 1, 'returns', true, 19, 1, 1.6812389999358857, NULL);
INSERT INTO public.evaluation_answers VALUES
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_b57db5c5698100565c0bf24d', 1, 'delivery', true, 23, 2, 1.4156019999518321, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_a7ff4f71938764ba18f6e49c', 1, 'delivery', true, 23, 2, 1.5879400000358146, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_1dc030ffa0121274ecf95382', 1, 'billing', true, 20, 1, 1.3733890000366955, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_d37dd37e4519826654c7873f', 1, 'delivery', true, 19, 2, 1.4855770000394841, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_f53a345d72df4f2ad06ff1c6', 1, 'delivery', true, 18, 2, 1.484165000192661, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_2211827e3909236acd4db601', 1, 'returns', true, 18, 1, 3.5935230000632146, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_cb19e2cd29ca0909f50ce5f2', 1, 'billing', false, 16, 1, 4.101499999933367, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_43f4d71c6b69dd50051f0fb9', 1, 'returns', false, 16, 1, 2.2726320000856504, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_ff05d4e6d7d0e3f1049e4e89', 1, 'billing', true, 19, 1, 2.1437289999539644, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_980a952d5577dd440acfb247', 1, 'billing', true, 22, 1, 1.8162809999466845, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_527b3a0c909832a9db032442', 1, 'returns', false, 21, 1, 1.7037320001236367, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_cd364bf461927cce295c8111', 1, 'account', true, 22, 1, 1.5639939999800845, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'tuned', 'itm_93bf4f043a1acd22c971b614', 1, 'account', true, 22, 1, 2.3157149998951354, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_cb19e2cd29ca0909f50ce5f2', 1, 'account', true, 16, 1, 2.362516000175674, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_2211827e3909236acd4db601', 1, 'returns', true, 18, 1, 2.1940340000128344, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_ff05d4e6d7d0e3f1049e4e89', 1, 'account', false, 19, 1, 1.5289010000287817, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_43f4d71c6b69dd50051f0fb9', 1, 'billing', true, 16, 1, 1.6761710000992025, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_980a952d5577dd440acfb247', 1, 'billing', true, 22, 1, 1.6044239998791454, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_527b3a0c909832a9db032442', 1, 'billing', true, 21, 1, 1.5702329999385256, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_cd364bf461927cce295c8111', 1, 'account', true, 22, 1, 1.0337520000121003, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'base', 'itm_93bf4f043a1acd22c971b614', 1, 'account', true, 22, 1, 1.1295760000393784, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_2211827e3909236acd4db601', 1, 'returns', true, 18, 1, 4.0156019999813, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_cb19e2cd29ca0909f50ce5f2', 1, 'account', true, 16, 1, 4.785740999977861, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_43f4d71c6b69dd50051f0fb9', 1, 'billing', true, 16, 1, 4.652172000078281, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_ff05d4e6d7d0e3f1049e4e89', 1, 'billing', true, 19, 1, 3.780211000048439, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_980a952d5577dd440acfb247', 1, 'billing', true, 22, 1, 2.6329590000386816, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_527b3a0c909832a9db032442', 1, 'billing', true, 21, 1, 2.3028659998090006, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_cd364bf461927cce295c8111', 1, 'account', true, 22, 1, 1.9473360000574758, NULL),
	('eff_ac6eade1e68b370fcd5000ea', 'previous', 'itm_93bf4f043a1acd22c971b614', 1, 'account', true, 22, 1, 1.802680000082546, NULL),
	('eff_bc2e78ffa2bba40aaf2b12e0', 'tuned', 'itm_ab606d4fdd0b42b199687221', 1, 'delivery', false, 20, 2, 2.5873709998904815, NULL),
	('eff_bc2e78ffa2bba40aaf2b12e0', 'tuned', 'itm_a1fa42c5cb2031b5f7bf3a20', 1, 'billing', true, 18, 1, 1.8158499999572086, NULL),
	('eff_bc2e78ffa2bba40aaf2b12e0', 'tuned', 'itm_4c35729df38ac39ff83690b5', 1, 'account', true, 20, 1, 2.0560980001391727, NULL),
	('eff_bc2e78ffa2bba40aaf2b12e0', 'base', 'itm_a1fa42c5cb2031b5f7bf3a20', 1, NULL, NULL, NULL, NULL, NULL, NULL),
	('eff_bc2e78ffa2bba40aaf2b12e0', 'base', 'itm_ab606d4fdd0b42b199687221', 1, 'billing', true, 20, 1, 2.1688770000309887, NULL),
	('eff_bc2e78ffa2bba40aaf2b12e0', 'base', 'itm_4c35729df38ac39ff83690b5', 1, 'account', true, 20, 1, 1.6741179999826272, NULL),
	('eff_bc2e78ffa2bba40aaf2b12e0', 'base', 'itm_683f3c1ce4946facc7f51ba4', 1, 'billing', false, 21, 1, 4.887603000042873, NULL);
INSERT INTO public.evaluations VALUES
	('eff_1330176573c152a2e68991c9', 'ver_12f254d97d99ef2d38d009f3', 'given-up', 'waiting', '{"tuned":{"account":"openai-main","model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:tone-v1:3dbda167","system":null,"label":"tone v1"},"base":{"account":"openai-main","model":"gpt-4.1-mini-2025-04-14","system":null,"label":"base"}}', NULL, NULL, '2026-11-29 03:30:24.957112+00', NULL, NULL),
	('eff_0db78e19d486ac796f489ec1', 'ver_fce8ccde07bfa4bedb79c884', 'capitals', 'finished', '{"tuned":{"account":"openai-main","model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:intent-v1:0d7ed40d","system":null,"label":"intent v1","state":"ended","stopped_at":"max_tokens"},"base":{"account":"openai-main","model":"gpt-4.1-mini-2025-04-14","system":null,"label":"base","state":"ended"}}', '{"sentences":["undecided against base: no item was answered by both","stopped at budget (max_tokens 20): of 3 items, intent v1 answered 0, base answered 0"],"challenger":"intent v1","items":3,"items_digest":"448e3959322f572928c82792","pairs":{"base":{"word":"undecided","table":{"both":0,"gained":0,"lost":0,"neither":0},"difference_points":0.0,"low_points":-100.0,"high_points":100.0,"p_value":1.0,"more_items":null,"alpha":0.05,"n":0}},"pairs_with_leaked":{},"leaked":[],"asked_twice":0,"not_servable":{}}', 'undecided', '2026-11-29 03:30:51.148998+00', '2026-11-29 03:30:51.295541+00', '2026-11-29 03:30:51.304401+00'),
	('eff_5af97fde816493b0b6a8b633', 'ver_65324d85f27e72ac4d1b051f', 'support-intent', 'finished', '{"tuned":{"account":"lab","model":"support-bot-v2","system":null,"label":"support-bot v1","state":"not_servable","reason":"account lab: base_url is not an http(s) URL"},"base":{"account":"lab","model":"Qwen/Qwen3-8B","system":null,"label":"base","state":"not_servable","reason":"account lab: base_url is not an http(s) URL"}}', '{"sentences":["leakage: 1 of 32 held-out items stands word for word in the training file, which flatters support-bot v1","not servable: support-bot v1 did not answer (account lab: base_url is not an http(s) URL)","not servable: base did not answer (account lab: base_url is not an http(s) URL)"],"challenger":"support-bot v1","items":32,"items_digest":"9401cef39dc1de4648336527","pairs":{},"pairs_with_leaked":{},"leaked":["itm_93bf4f043a1acd22c971b614"],"asked_twice":0,"not_servable":{"support-bot v1":"account lab: base_url is not an http(s) URL","base":"account lab: base_url is not an http(s) URL"}}', 'not servable', '2026-11-29 03:30:27.140821+00', '2026-11-29 03:30:27.651254+00', '2026-11-29 03:30:27.666219+00'),
	('eff_8e4083b17f7bc861fa821857', 'ver_bc8fc7231ad3eeed68e47ff1', 'small', 'finished', '{"tuned":{"account":"openai-main","model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-2:943800ef","system":null,"label":"legacy-bot v2","state":"ended","failures":0},"base":{"account":"openai-main","model":"gpt-4.1-mini-2025-04-14","system":null,"label":"base","state":"ended","failures":0},"prompted":{"account":"openai-main","model":"gpt-4.1-nano-2025-04-14","system":"Name one team.","label":"prompted","state":"ended","failures":0}}', '{"sentences":["undecided against base: 75.0 % against 75.0 % on 4 items, 0.0 points (95 % CI −55.2 to 55.2), p = 1.0000, no difference seen: how many more items would decide cannot be said","undecided against prompted: 75.0 % against 100.0 % on 4 items, −25.0 points (95 % CI −69.9 to 28.1), p = 1.0000, about 25 more items needed","legacy-bot v2: 75.0 % right on 4 items (95 % CI 30.1–95.4); 79 tokens in, 5 out; median 5 ms","base: 75.0 % right on 4 items (95 % CI 30.1–95.4); 79 tokens in, 4 out; median 7 ms","prompted: 100.0 % right on 4 items (95 % CI 51.0–100.0); 107 tokens in, 4 out; median 9 ms"],"challenger":"legacy-bot v2","items":4,"items_digest":"2bb11f76946fd31d2ebda0f8","pairs":{"base":{"word":"undecided","table":{"both":2,"gained":1,"lost":1,"neither":0},"difference_points":0.0,"low_points":-55.221705527613395,"high_points":55.221705527613395,"p_value":1.0,"more_items":null,"alpha":0.05,"n":4},"prompted":{"word":"undecided","table":{"both":3,"gained":0,"lost":1,"neither":0},"difference_points":-25.0,"low_points":-69.9358157417598,"high_points":28.08272784865774,"p_value":1.0,"more_items":25,"alpha":0.05,"n":4}},"pairs_with_leaked":{},"leaked":[],"asked_twice":0,"not_servable":{}}', 'undecided', '2026-11-29 03:31:05.595733+00', '2026-11-29 03:31:05.77503+00', '2026-11-29 03:31:05.89021+00'),
	('eff_342b6210b5fef049b8197eec', 'ver_6362d75c8897a52d25a48e60', 'support-intent', 'finished', '{"tuned":{"account":"together","model":"ml_00000001","system":null,"label":"support-bot v3","state":"not_servable","reason":"needs an endpoint: no endpoint has a deployment of this model''s own"},"base":{"account":"together","model":"Qwen/Qwen3-8B","system":null,"label":"base"},"previous":{"account":"runpod","model":"acme/support-bot","system":null,"label":"support-bot v2"}}', '{"sentences":["leakage: 1 of 32 held-out items stands word for word in the training file, which flatters support-bot v3","not servable: support-bot v3 did not answer (needs an endpoint: no endpoint has a deployment of this model''s own)"],"challenger":"support-bot v3","items":32,"items_digest":"9401cef39dc1de4648336527","pairs":{},"pairs_with_leaked":{},"leaked":["itm_93bf4f043a1acd22c971b614"],"asked_twice":0,"not_servable":{"support-bot v3":"needs an endpoint: no endpoint has a deployment of this model''s own"}}', 'not servable', '2026-11-29 03:31:24.254542+00', '2026-11-29 03:31:24.40363+00', '2026-11-29 03:31:24.42111+00'),
	('eff_6136c011e29d6ba9d69530c8', 'ver_fab10d378e2f5a254d308f18', 'support-intent', 'waiting', '{"tuned":{"account":"runpod","model":"acme/support-bot","system":null,"label":"support-bot v2"},"previous":{"account":"lab","model":"support-bot-v2","system":null,"label":"support-bot v1"}}', NULL, NULL, '2026-11-29 03:30:46.514603+00', NULL, NULL),
	('eff_2acb267a6dd53ae969ad31a0', 'ver_3d02bcfee149f9efb1e7babd', 'support-intent', 'finished', '{"tuned":{"account":"openai-main","model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:a8ffabfc","system":null,"label":"support-triage v1","state":"ended","failures":0},"base":{"account":"openai-main","model":"gpt-4.1-mini-2025-04-14","system":null,"label":"base","state":"ended","failures":0}}', '{"sentences":["leakage: 1 of 32 held-out items stands word for word in the training file, which flatters support-triage v1","better than base: 100.0 % against 78.1 % on 32 items, +21.9 points (95 % CI 6.6–38.8), p = 0.0156","without the leaked items: better than base: 100.0 % against 77.4 % on 31 items, +22.6 points (95 % CI 6.9–39.8), p = 0.0156","support-triage v1: 100.0 % right on 32 items (95 % CI 89.3–100.0); 631 tokens in, 40 out, $0.0006; median 2 ms","base: 78.1 % right on 32 items (95 % CI 61.2–89.0); 631 tokens in, 38 out, $0.0006; median 2 ms"],"challenger":"support-triage v1","items":32,"items_digest":"9401cef39dc1de4648336527","pairs":{"base":{"word":"better","table":{"both":24,"gained":7,"lost":0,"neither":0},"difference_points":22.58064516129032,"low_points":6.874654352249151,"high_points":39.81241838334206,"p_value":0.015625,"more_items":null,"alpha":0.05,"n":31}},"pairs_with_leaked":{"base":{"word":"better","table":{"both":25,"gained":7,"lost":0,"neither":0},"difference_points":21.875,"low_points":6.623063727552692,"high_points":38.75499364924353,"p_value":0.015625,"more_items":null,"alpha":0.05,"n":32}},"leaked":["itm_93bf4f043a1acd22c971b614"],"asked_twice":0,"not_servable":{}}', 'better', '2026-11-29 03:30:50.470739+00', '2026-11-29 03:30:50.640802+00', '2026-11-29 03:30:50.819504+00'),
	('eff_ac6eade1e68b370fcd5000ea', 'ver_dcc0a214d49e807398963aa6', 'support-intent', 'finished', '{"tuned":{"account":"openai-main","model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v3:5597cf74","system":null,"label":"support-triage v2","state":"ended","failures":0},"base":{"account":"openai-main","model":"gpt-4.1-mini-2025-04-14","system":null,"label":"base","state":"ended","failures":0},"previous":{"account":"openai-main","model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:a8ffabfc","system":null,"label":"support-triage v1","state":"ended","failures":0}}', '{"sentences":["leakage: 1 of 32 held-out items stands word for word in the training file, which flatters support-triage v2","undecided against base: 81.2 % against 78.1 % on 32 items, +3.1 points (95 % CI −17.2 to 23.2), p = 1.0000, about 2,700 more items needed","without the leaked items: undecided against base: 80.6 % against 77.4 % on 31 items, +3.2 points (95 % CI −17.7 to 23.8), p = 1.0000, about 2,600 more items needed","worse than support-triage v1: 81.2 % against 100.0 % on 32 items, −18.8 points (95 % CI −35.3 to −4.2), p = 0.0312","without the leaked items: worse than support-triage v1: 80.6 % against 100.0 % on 31 items, −19.4 points (95 % CI −36.3 to −4.4), p = 0.0312","support-triage v2: 81.2 % right on 32 items (95 % CI 64.7–91.1); 631 tokens in, 43 out, $0.0006; median 2 ms","base: 78.1 % right on 32 items (95 % CI 61.2–89.0); 631 tokens in, 38 out, $0.0006; median 2 ms","support-triage v1: 100.0 % right on 32 items (95 % CI 89.3–100.0); 631 tokens in, 40 out, $0.0006; median 2 ms"],"challenger":"support-triage v2","items":32,"items_digest":"9401cef39dc1de4648336527","pairs":{"base":{"word":"undecided","table":{"both":19,"gained":6,"lost":5,"neither":1},"difference_points":3.225806451612903,"low_points":-17.69840547379065,"high_points":23.83164472328075,"p_value":1.0,"more_items":2644,"alpha":0.05,"n":31},"support-triage v1":{"word":"worse","table":{"both":25,"gained":0,"lost":6,"neither":0},"difference_points":-19.35483870967742,"low_points":-36.280257811795465,"high_points":-4.356595603602023,"p_value":0.03125,"more_items":null,"alpha":0.05,"n":31}},"pairs_with_leaked":{"base":{"word":"undecided","table":{"both":20,"gained":6,"lost":5,"neither":1},"difference_points":3.125,"low_points":-17.21470430477023,"high_points":23.182669705666115,"p_value":1.0,"more_items":2729,"alpha":0.05,"n":32},"support-triage v1":{"word":"worse","table":{"both":26,"gained":0,"lost":6,"neither":0},"difference_points":-18.75,"low_points":-35.309155201375965,"high_points":-4.186264754017816,"p_value":0.03125,"more_items":null,"alpha":0.05,"n":32}},"leaked":["itm_93bf4f043a1acd22c971b614"],"asked_twice":0,"not_servable":{}}', 'undecided', '2026-11-29 03:32:09.46677+00', '2026-11-29 03:32:09.635047+00', '2026-11-29 03:32:09.887313+00'),
	('eff_bc2e78ffa2bba40aaf2b12e0', 'ver_bc8fc7231ad3eeed68e47ff1', 'small', 'running', '{"tuned":{"account":"openai-main","model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-2:943800ef","system":null,"label":"legacy-bot v2","state":"asking"},"base":{"account":"openai-main","model":"gpt-4.1-mini-2025-04-14","system":null,"label":"base","state":"asking"},"prompted":{"account":"openai-main","model":"gpt-4.1-nano-2025-04-14","system":"Name one team.","label":"prompted","state":"asking"}}', NULL, NULL, '2026-11-29 03:32:11.079212+00', '2026-11-29 03:32:11.15022+00', NULL);
INSERT INTO public.history VALUES
	(1, 'job_cb1f13d504e721e3da7a499a', '41a02f70b5520075', 'snapshot', 'poll', '2026-11-29 03:30:20.617665+00', NULL, 'succeeded', 'succeeded', true),
	(2, 'job_cb4298f701c62d3cdd9163e2', '157c7d7dfe7c2f91', 'snapshot', 'poll', '2026-11-29 03:30:20.617665+00', NULL, 'failed', 'failed', true),
	(3, 'job_ec202a422d0cf1acaebfce9d', 'ee09aa5ad1b1d5e4', 'snapshot', 'poll', '2026-11-29 03:30:20.617665+00', NULL, 'succeeded', 'succeeded', true),
	(4, 'job_44ec385692a5203d3882d6c8', 'in_0e47d62159183d7244b43d5f', 'snapshot', 'webhook', '2026-11-29 03:30:20.715714+00', NULL, 'cancelled', 'cancelled', true),
	(5, 'job_7417c6335d9c7509030d5ba4', '06ea1ba465f4dd0b', 'snapshot', 'poll', '2026-11-29 03:30:24.590221+00', NULL, 'succeeded', 'succeeded', true),
	(6, 'job_d239f610d17a6e7c520d7c33', 'in_766fa07c123c50144ea618b9', 'snapshot', 'webhook', '2026-11-29 03:30:26.564168+00', NULL, 'created', 'created', true),
	(7, 'job_e2a8aed6880fc6c1028e17b8', 'in_cb2c2e8868fa19802e300f38', 'snapshot', 'webhook', '2026-11-29 03:30:26.606259+00', NULL, 'queued', 'queued', true),
	(8, 'job_af367a837757f7801f24942c', 'in_cc7dbb2dcae7194e18ceb813', 'snapshot', 'webhook', '2026-11-29 03:30:26.62483+00', NULL, 'validating', 'validating', true),
	(9, 'job_93fab49ce1c67c6e08d85453', 'in_0e786a0d2d49ab9484824610', 'snapshot', 'webhook', '2026-11-29 03:30:26.652628+00', NULL, 'finishing', 'finishing', true),
	(10, 'job_6a7b9cd1e0411f980f6d3f8a', 'in_c0cf0088ccb4c5e935f354c2', 'snapshot', 'webhook', '2026-11-29 03:30:26.663011+00', NULL, 'paused', 'paused', true),
	(11, 'job_9cc13e9a334531b0e1c2473f', 'in_4128e146f3d2b990f17ed4f4', 'snapshot', 'webhook', '2026-11-29 03:30:26.700636+00', NULL, 'unknown', 'warming_up', true),
	(12, 'job_a42bc1c399c390d89e22d586', 'in_a83badeb62d8d6bca7c3675e', 'snapshot', 'webhook', '2026-11-29 03:30:26.715979+00', NULL, 'running', 'running', true),
	(13, 'job_9904048ae4f5dc2fe28f7cbd', 'in_f3f608c501da853915d630a1', 'snapshot', 'webhook', '2026-11-29 03:30:26.741756+00', NULL, 'running', 'running', true),
	(14, 'job_8538db61164e0418341021a1', 'in_37e32c4dd488cc014ed8b171', 'snapshot', 'webhook', '2026-11-29 03:30:26.77464+00', NULL, 'running', 'running', true),
	(15, 'job_b788c001a7a9f6c5b3d50691', 'in_f0855ef5433ed8440ae6d98f', 'snapshot', 'webhook', '2026-11-29 03:30:26.812375+00', NULL, 'succeeded', 'completed', true),
	(16, 'job_9603461e1d20ae4560582049', 'in_a0ecf1d5ef0b558c6f8cbab2', 'snapshot', 'webhook', '2026-11-29 03:30:26.848963+00', NULL, 'failed', 'error', true),
	(17, 'job_68633b78fdc9bee8fb09c22f', 'in_134f1e8c37f338951336fbaa', 'snapshot', 'webhook', '2026-11-29 03:30:26.862922+00', NULL, 'failed', 'failed', true),
	(18, 'job_68633b78fdc9bee8fb09c22f', 'in_73db350b739fcf496236d4ae', 'snapshot', 'webhook', '2026-11-29 03:30:26.890843+00', 'failed', 'running', 'running', true),
	(19, 'job_69b1669a2e63904726acb8d9', 'in_ce4d5075055accca86c1921c', 'snapshot', 'webhook', '2026-11-29 03:30:26.920148+00', NULL, 'expired', 'expired', true),
	(20, 'job_8d58f036029ba450c88b3502', 'in_98f80bfe65ade67a36de0cb9', 'snapshot', 'webhook', '2026-11-29 03:30:26.956673+00', NULL, 'cancelled', 'canceled', true),
	(21, 'job_b63c40fd97255cf5c0e0fab9', 'in_573a3af8cc655487757d5152', 'snapshot', 'webhook', '2026-11-29 03:30:40.288717+00', NULL, 'running', 'running', true),
	(22, 'job_b63c40fd97255cf5c0e0fab9', 'in_ea2193ad7f119dbfc1c35db1', 'snapshot', 'webhook', '2026-11-29 03:30:40.331372+00', 'running', 'failed', 'failed', true),
	(23, 'job_2f34aa8db728dadea7662882', 'in_7451cc5e0b400f02fee29160', 'snapshot', 'webhook', '2026-11-29 03:30:40.366524+00', NULL, 'running', 'running', true),
	(24, 'job_306ce5c9047e8802377a765b', 'in_64066347f30f4869e0665bb2', 'snapshot', 'webhook', '2026-11-29 03:30:40.372575+00', NULL, 'running', 'running', true),
	(25, 'job_ab23922c98d8b0275d51d3dc', 'in_f6eb77ee72f69f600ec5c6f4', 'snapshot', 'webhook', '2026-11-29 03:30:40.37203+00', NULL, 'running', 'running', true),
	(26, 'job_ab23922c98d8b0275d51d3dc', 'in_8777b4d90c658bb49aef59cc', 'snapshot', 'webhook', '2026-11-29 03:30:40.391548+00', 'running', 'running', 'running', true),
	(27, 'job_df753c76ade276b21a5c25d0', 'in_e275183b5f731c5449ebe497', 'snapshot', 'webhook', '2026-11-29 03:30:40.770841+00', NULL, 'running', 'processing', true),
	(28, 'job_df753c76ade276b21a5c25d0', 'in_0dcaab91fd6e6c0c1dd170a7', 'snapshot', 'webhook', '2026-11-29 03:30:42.574514+00', 'running', 'succeeded', 'succeeded', true),
	(29, 'job_28deacc5d7f0cc7ec637251c', 'c2e32ca25352381d', 'snapshot', 'poll', '2026-11-29 03:30:45.705572+00', NULL, 'succeeded', 'COMPLETED', true),
	(30, 'job_cef257f28603c697ae1519e0', 'in_548e53b6afc0f7835047d86d', 'hint', 'webhook', '2026-11-29 03:30:46.190444+00', NULL, NULL, 'job.succeeded', false),
	(31, 'job_cef257f28603c697ae1519e0', 'c591707cc67c3a55', 'snapshot', 'webhook', '2026-11-29 03:30:46.205087+00', NULL, 'succeeded', 'COMPLETED', true),
	(32, 'job_40cf9243569d9b1380317f38', 'c5c4c36945d9bff7', 'snapshot', 'poll', '2026-11-29 03:30:46.265028+00', NULL, 'queued', 'IN_QUEUE', true),
	(33, 'job_aefdc05bd1b997339ae4b7c8', 'in_8b3c1ddba62083597c3d904f', 'hint', 'webhook', '2026-11-29 03:30:48.529032+00', NULL, NULL, 'fine_tuning.job.failed', false),
	(34, 'job_aefdc05bd1b997339ae4b7c8', '31a6b5498dc83897', 'snapshot', 'webhook', '2026-11-29 03:30:48.533514+00', NULL, 'failed', 'failed', true),
	(35, 'job_2d59e9a14e5cffa82d9329a0', '290130dc9cdb2756', 'snapshot', 'poll', '2026-11-29 03:30:48.698633+00', NULL, 'running', 'running', true),
	(36, 'job_6d0c1a10f89c7ce9ca8c8b5e', '25bfcce507cf3775', 'snapshot', 'poll', '2026-11-29 03:30:48.698633+00', NULL, 'queued', 'queued', true),
	(37, 'job_74573b05286a6f43d846939d', '43932f27956817fd', 'snapshot', 'poll', '2026-11-29 03:30:48.698633+00', NULL, 'queued', 'queued', true),
	(38, 'job_ad44435534b1d3011356f4c8', '3e2b776e346bfe36', 'snapshot', 'poll', '2026-11-29 03:30:48.698633+00', NULL, 'validating', 'validating_files', true),
	(39, 'job_b4fbf9fccfa91030fa9c6d5b', 'ca1a05fd4d7d46c8', 'snapshot', 'poll', '2026-11-29 03:30:48.698633+00', NULL, 'running', 'running', true),
	(40, 'job_d3a847a7569136cb74cd31a6', '4657e58510706378', 'snapshot', 'poll', '2026-11-29 03:30:48.698633+00', NULL, 'paused', 'paused', true),
	(41, 'job_e208c78f6c213e30698f7c3d', '87d57639160d1f60', 'snapshot', 'poll', '2026-11-29 03:30:48.717544+00', NULL, 'cancelled', 'cancelled', true),
	(42, 'job_ad44435534b1d3011356f4c8', 'in_b5959ed767fdf3a8157807ca', 'hint', 'webhook', '2026-11-29 03:30:48.739788+00', NULL, NULL, 'fine_tuning.job.failed', false),
	(43, 'job_ad44435534b1d3011356f4c8', '86e6a2ca234bdee8', 'snapshot', 'webhook', '2026-11-29 03:30:48.743565+00', 'validating', 'failed', 'failed', true),
	(44, 'job_b4fbf9fccfa91030fa9c6d5b', '19ed879d9e18274d', 'snapshot', 'poll', '2026-11-29 03:30:48.761674+00', 'running', 'cancelled', 'cancelled', true),
	(45, 'job_2d59e9a14e5cffa82d9329a0', 'in_7d0490a3a3f3561e1d20c464', 'hint', 'webhook', '2026-11-29 03:30:48.765936+00', NULL, NULL, 'fine_tuning.job.succeeded', false),
	(46, 'job_b4fbf9fccfa91030fa9c6d5b', 'in_678fd16b161c346ebc67e4d8', 'hint', 'webhook', '2026-11-29 03:30:48.76514+00', NULL, NULL, 'fine_tuning.job.cancelled', false),
	(47, 'job_d9963c19e943edf53c36f988', 'in_9ca6a9067ce1e7b8d4568b05', 'hint', 'webhook', '2026-11-29 03:30:48.768981+00', NULL, NULL, 'fine_tuning.job.succeeded', false),
	(49, 'job_6d0c1a10f89c7ce9ca8c8b5e', 'in_3a491cb270082720f32393a6', 'hint', 'webhook', '2026-11-29 03:30:50.130309+00', NULL, NULL, 'fine_tuning.job.succeeded', false),
	(50, 'job_6d0c1a10f89c7ce9ca8c8b5e', 'c9cd598bbdc15b5f', 'snapshot', 'webhook', '2026-11-29 03:30:50.134331+00', 'queued', 'succeeded', 'succeeded', true),
	(52, 'job_74573b05286a6f43d846939d', '32bfaa22ec0bb5cc', 'snapshot', 'poll', '2026-11-29 03:30:50.817762+00', 'queued', 'succeeded', 'succeeded', true);
INSERT INTO public.history VALUES
	(60, 'job_b524ff0397ba569029d17ea7', 'in_c0ecdf87d987d4194f37f710', 'snapshot', 'webhook', '2026-11-29 03:31:05.641116+00', NULL, 'running', 'running', true),
	(71, 'job_5e30dada569473c654ea3fb0', 'dd5889683aca81dd', 'snapshot', 'poll', '2026-11-29 03:31:23.88412+00', NULL, 'succeeded', 'completed', true),
	(72, 'job_9d938d715ef09c95d7a5ec40', '6f6af54a8de9b1c0', 'snapshot', 'poll', '2026-11-29 03:31:23.88412+00', NULL, 'failed', 'user_error', true),
	(95, 'job_9904048ae4f5dc2fe28f7cbd', 'stalled 2026-11-29 03:30:26.741756+00:00', 'stalled', 'sweep', '2026-11-29 03:32:05.027876+00', 'running', 'running', 'running', false),
	(96, 'job_a42bc1c399c390d89e22d586', 'stalled 2026-11-29 03:30:26.715979+00:00', 'stalled', 'sweep', '2026-11-29 03:32:05.027876+00', 'running', 'running', 'running', false),
	(97, 'job_9904048ae4f5dc2fe28f7cbd', 'in_34fc30f505b7cced9e8683e6', 'snapshot', 'webhook', '2026-11-29 03:32:05.055+00', 'running', 'running', 'running', true),
	(98, 'job_9904048ae4f5dc2fe28f7cbd', 'evt_8124dc118ba78dd72497e8ed', 'recovered', 'webhook', '2026-11-29 03:32:05.055+00', 'running', 'running', 'running', false),
	(100, 'job_d9963c19e943edf53c36f988', 'evt_0af26c142eea1710d0f2e1e9', 'unknown_to_provider', 'poll', '2026-11-29 03:32:09.053764+00', 'unknown', NULL, '404', false),
	(102, 'job_2d59e9a14e5cffa82d9329a0', 'evt_28ae7bca0d6f3039c438d947', 'forgotten', 'poll', '2026-11-29 03:32:09.0595+00', 'running', NULL, '404', false),
	(105, 'job_aa8e50b7f3fe568d19a5906d', 'a698321c54370fc9', 'snapshot', 'poll', '2026-11-29 03:32:11.05751+00', NULL, 'running', 'running', true),
	(103, 'job_2d59e9a14e5cffa82d9329a0', 'in_e8e743d682d741830a937398', 'hint', 'webhook', '2026-11-29 03:32:09.136656+00', NULL, NULL, 'fine_tuning.job.succeeded', false),
	(104, 'job_2d59e9a14e5cffa82d9329a0', 'eac26d21c5fa8208', 'snapshot', 'webhook', '2026-11-29 03:32:09.145413+00', 'running', 'succeeded', 'succeeded', true),
	(107, 'job_aa8e50b7f3fe568d19a5906d', 'in_fa20750b5977c90a6c68ced9', 'hint', 'webhook', '2026-11-29 03:32:11.173967+00', NULL, NULL, 'fine_tuning.job.failed', false),
	(108, 'job_9868d638778b904bc8da8acd', 'in_23570f1c7b42aa04938498ea', 'snapshot', 'webhook', '2026-11-29 03:32:11.19937+00', NULL, 'failed', 'failed', true);
INSERT INTO public.inbound VALUES
	('in_0e47d62159183d7244b43d5f', 'lab', 'msg_cancelled-1_1', 'accepted', '2026-11-29 03:30:20.712665+00', 'cancelled', 'job_44ec385692a5203d3882d6c8', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a202263616e63656c6c65642d31222c2022737461747573223a202263616e63656c6c6564222c202273657175656e6365223a20312c20226e616d65223a2022746f6c6420746f2061206368616e6e656c207468617420697320636c6f736564227d', '5af22934f3aac2b2bba4dab0bd2b8ebe', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_cancelled-1_1
webhook-timestamp: 1795923020
webhook-signature: v1,p6liG8GZwgKP1PFCrc3qgr5MDKKbo2UjKhUfBqZxrxc=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 118'),
	('in_766fa07c123c50144ea618b9', 'lab', 'msg_job-created_1', 'accepted', '2026-11-29 03:30:26.526229+00', 'created', 'job_d239f610d17a6e7c520d7c33', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20226a6f622d63726561746564222c2022737461747573223a202263726561746564222c202273657175656e6365223a20312c20226e616d65223a202261206a6f6220746861742069732063726561746564227d', 'daf7c047e541769b698bcb3489e4aeb7', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_job-created_1
webhook-timestamp: 1795923026
webhook-signature: v1,FJdjs9F5biUocdyOMluey+65cNjiQOAB1hRfZf3moW0=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 105'),
	('in_cb2c2e8868fa19802e300f38', 'lab', 'msg_job-queued_1', 'accepted', '2026-11-29 03:30:26.60236+00', 'queued', 'job_e2a8aed6880fc6c1028e17b8', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20226a6f622d717565756564222c2022737461747573223a2022717565756564222c202273657175656e6365223a20312c20226e616d65223a202261206a6f62207468617420697320717565756564227d', 'b4431bd3d10830cb95ffce51c4e72246', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_job-queued_1
webhook-timestamp: 1795923026
webhook-signature: v1,py80UjgPs6TTYaTj5IKahgVcxTcj4w9+Lu3+XVEjw6I=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 102'),
	('in_cc7dbb2dcae7194e18ceb813', 'lab', 'msg_job-validating_1', 'accepted', '2026-11-29 03:30:26.618738+00', 'validating', 'job_af367a837757f7801f24942c', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20226a6f622d76616c69646174696e67222c2022737461747573223a202276616c69646174696e67222c202273657175656e6365223a20312c20226e616d65223a202261206a6f6220746861742069732076616c69646174696e67227d', 'fb4339d9f998740cb7590e816ebbe8fd', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_job-validating_1
webhook-timestamp: 1795923026
webhook-signature: v1,dxsLwlWVrOcMcAP/yr9WAT80OSBoGVnO3AhF/i1yEnY=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 114'),
	('in_0e786a0d2d49ab9484824610', 'lab', 'msg_job-finishing_1', 'accepted', '2026-11-29 03:30:26.648798+00', 'finishing', 'job_93fab49ce1c67c6e08d85453', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20226a6f622d66696e697368696e67222c2022737461747573223a202266696e697368696e67222c202273657175656e6365223a20312c20226e616d65223a202261206a6f6220746861742069732066696e697368696e67227d', 'b66192d7a5b961c15a33dc2c5527ac77', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_job-finishing_1
webhook-timestamp: 1795923026
webhook-signature: v1,/gl+fDlUWWMnk4cA/WTSONf16/mR0DPbhdim++aWJjE=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 111'),
	('in_c0cf0088ccb4c5e935f354c2', 'lab', 'msg_job-paused_1', 'accepted', '2026-11-29 03:30:26.659546+00', 'paused', 'job_6a7b9cd1e0411f980f6d3f8a', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20226a6f622d706175736564222c2022737461747573223a2022706175736564222c202273657175656e6365223a20312c20226e616d65223a202261206a6f62207468617420697320706175736564227d', 'e699a10cf5a4a2e8b7d870597da53641', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_job-paused_1
webhook-timestamp: 1795923026
webhook-signature: v1,CxmUacIoiigPPx9ej7TbDjBNeTJbKd3yemhcjU3aFbw=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 102'),
	('in_4128e146f3d2b990f17ed4f4', 'lab', 'msg_job-warming_up_1', 'accepted', '2026-11-29 03:30:26.695256+00', 'warming_up', 'job_9cc13e9a334531b0e1c2473f', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20226a6f622d7761726d696e675f7570222c2022737461747573223a20227761726d696e675f7570222c202273657175656e6365223a20312c20226e616d65223a202261206a6f622074686174206973207761726d696e675f7570227d', 'e3a2d1939080b64f26e5a61eff5c340a', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_job-warming_up_1
webhook-timestamp: 1795923026
webhook-signature: v1,/WOyfuJIo0iBd1WxIxdMYL3z/tQbVFOBZMSk3OHmXYQ=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 114'),
	('in_a83badeb62d8d6bca7c3675e', 'lab', 'msg_silent-1_1', 'accepted', '2026-11-29 03:30:26.712012+00', 'running', 'job_a42bc1c399c390d89e22d586', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a202273696c656e742d31222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20312c20226865617274626561745f73223a20312c2022626173655f6d6f64656c223a20226c6c616d612d33222c2022746f74616c5f7374657073223a2039307d', 'b26037dda82890b811467e1e80c2e8af', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_silent-1_1
webhook-timestamp: 1795923026
webhook-signature: v1,FKxNos0OMMf1rsevCjefcv5E4S1JwDL/CQG3J/qXN8s=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 131'),
	('in_f3f608c501da853915d630a1', 'lab', 'msg_silent-2_1', 'accepted', '2026-11-29 03:30:26.738357+00', 'running', 'job_9904048ae4f5dc2fe28f7cbd', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a202273696c656e742d32222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20312c20226865617274626561745f73223a20317d', '0fe565827ddb9992beb659389cda1f2a', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_silent-2_1
webhook-timestamp: 1795923026
webhook-signature: v1,pSM2+jxWC5xV6sZ8NzcX+dXBwnQYuBEnaCRLC1rQIIo=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 87'),
	('in_37e32c4dd488cc014ed8b171', 'lab', 'msg_odd-name_1', 'accepted', '2026-11-29 03:30:26.768187+00', 'running', 'job_8538db61164e0418341021a1', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20226f64642d6e616d65222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20312c20226e616d65223a20225c75323031635a5c7530306663726963685c7532303164205c75643833645c75646538322069742773203130302025205c5c205c7530303030203c623e26616d703b3c2f623e5c74746162222c20226d657472696373223a207b22747261696e5f6c6f7373223a20302e357d2c202273746570223a20337d', '9ed99d7e750aebb9b4da6a3677854eb3', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_odd-name_1
webhook-timestamp: 1795923026
webhook-signature: v1,sEeRg/l/b2JR9ONDfvp1mfwX/24g8U7pqHbXENbmWNo=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 199'),
	('in_f0855ef5433ed8440ae6d98f', 'lab', 'msg_run-42_31', 'accepted', '2026-11-29 03:30:26.805765+00', 'completed', 'job_b788c001a7a9f6c5b3d50691', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a202272756e2d3432222c2022737461747573223a2022636f6d706c65746564222c202273657175656e6365223a2033312c2022617474656d7074223a20322c20226f636375727265645f6174223a20313739353433323530302c20226e616d65223a2022737570706f727420626f74222c20226d6f64656c5f6e616d65223a2022737570706f72742d626f74222c2022737566666978223a20227632222c2022626173655f6d6f64656c223a20225177656e2f5177656e332d3842222c202274756e65645f6d6f64656c223a2022737570706f72742d626f742d7632222c20226d6574686f64223a20226c6f7261222c20226879706572706172616d6574657273223a207b226c6561726e696e675f72617465223a20302e303030312c20226c6f72615f72616e6b223a2031367d2c2022747261696e696e675f66696c65223a202273333a2f2f646174612f747261696e2e6a736f6e6c222c202276616c69646174696f6e5f66696c65223a202273333a2f2f646174612f76616c69642e6a736f6e6c222c2022646174617365745f68617368223a202239663836643038313838346337643635396132666561613063353561643031356133626634663162326230623832326364313564366331356230663030613038222c202273656564223a2034322c2022747261696e65645f746f6b656e73223a20313331303732302c2022636f73745f757364223a2031322e352c2022737461727465645f6174223a2022323032362d31312d32335431303a30303a30302b30303a3030222c202273746570223a203330302c2022746f74616c5f7374657073223a203330302c20226d657472696373223a207b22747261696e5f6c6f7373223a20302e31352c20226576616c5f6c6f7373223a20302e32377d2c20226d65746164617461223a207b22676974223a202234663263316430222c202274616773223a205b22737570706f7274222c20227632225d7d2c2022636865636b706f696e7473223a205b7b226964223a2022636b70742d333030222c202273746570223a203330302c20226d6f64656c223a2022737570706f72742d626f742d763240333030222c20226d657472696373223a207b226576616c5f6c6f7373223a20302e32377d7d5d2c202261727469666163745f757269223a202268663a2f2f61636d652f737570706f72742d626f744063333739653832222c2022646174617365745f686173686573223a207b22747261696e2e6a736f6e6c223a20227368613235363a39663836643038313838346337643635227d2c20226861726477617265223a202231782041313030203830204742227d', '2a57067936eeb41ac222b1d0d50c93f9', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_run-42_31
webhook-timestamp: 1795923026
webhook-signature: v1,xHYFmVXvXwDi2qO5YJ+4+pKp+vsLuzVpR3UfqbUkR3E=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 991'),
	('in_b8176de7c2db7de6a1aefc1f', 'lab', '', 'body_too_large', '2026-11-29 03:30:40.407619+00', NULL, NULL, NULL, 'application/json', '\x', 'e3b0c44298fc1c149afbf4c8996fb924', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_twice
webhook-timestamp: 1795923040
webhook-signature: v1,HTxMMbsm2eurAIMfsTA9exxdfgFyhfUtZWgd51/LmBg=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 10000001'),
	('in_a0ecf1d5ef0b558c6f8cbab2', 'lab', 'msg_run-43_2', 'accepted', '2026-11-29 03:30:26.844833+00', 'error', 'job_9603461e1d20ae4560582049', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a202272756e2d3433222c2022737461747573223a20226572726f72222c202273657175656e6365223a20322c20226f636375727265645f6174223a2022323032362d31312d32335431313a30303a30302b30313a3030222c202273746570223a2031322c20226572726f72223a207b22636f6465223a2022637564615f6f6f6d222c20226d657373616765223a202243554441206f7574206f66206d656d6f7279206f6e2072616e6b2033222c2022706172616d223a20227065725f6465766963655f62617463685f73697a65227d2c2022657869745f636f6465223a202d392c20227369676e616c223a20225349474b494c4c222c20226c6f675f7461696c223a2022737465702031325c6e4b696c6c65645c6e222c20226865617274626561745f73223a2033307d', '82b01bbaf5c47467f85d8ec67e578fdd', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_run-43_2
webhook-timestamp: 1795923026
webhook-signature: v1,gnrd/lMc3p5xrbs11O+NNKo08H3eCUwm4nhzXme2fZc=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 319'),
	('in_134f1e8c37f338951336fbaa', 'lab', 'msg_revived_1', 'accepted', '2026-11-29 03:30:26.85832+00', 'failed', 'job_68633b78fdc9bee8fb09c22f', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a202272657669766564222c2022737461747573223a20226661696c6564222c202273657175656e6365223a20312c20226572726f72223a20226f7574206f66206d656d6f7279227d', '238239cd092c8cbc1f854c5d6b29696e', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_revived_1
webhook-timestamp: 1795923026
webhook-signature: v1,LzhztIJeDD6jMT5p2k38HzcRvqH6VwXBtll5UuS/DPQ=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 93'),
	('in_73db350b739fcf496236d4ae', 'lab', 'msg_revived_2', 'accepted', '2026-11-29 03:30:26.886097+00', 'running', 'job_68633b78fdc9bee8fb09c22f', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a202272657669766564222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20322c2022617474656d7074223a20322c20226d657472696373223a207b22747261696e5f6c6f7373223a20302e32357d2c202273746570223a20377d', '2ee2d00914b55e7a84847a356a1cb92a', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_revived_2
webhook-timestamp: 1795923026
webhook-signature: v1,hRQ7WlnJER8PAxWEVw+Ky/t+rbjdEQQOT6jyy18DHo0=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 126'),
	('in_98f80bfe65ade67a36de0cb9', 'lab', 'msg_cancelled-2_1', 'accepted', '2026-11-29 03:30:26.948956+00', 'canceled', 'job_8d58f036029ba450c88b3502', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a202263616e63656c6c65642d32222c2022737461747573223a202263616e63656c6564222c202273657175656e6365223a20317d', '3a398a08390cb3a94f0ce9db3a26bec0', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_cancelled-2_1
webhook-timestamp: 1795923026
webhook-signature: v1,qIB5FINCMEMGFQfPFAoBEnx10K/iyvaCa5cLFiy7BsY=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 73'),
	('in_573a3af8cc655487757d5152', 'lab', 'msg_overtaken_1', 'accepted', '2026-11-29 03:30:40.27184+00', 'running', 'job_b63c40fd97255cf5c0e0fab9', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20226f76657274616b656e222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20317d', 'fcd99823e5dabbc0a52ba3d81ec11bbb', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_overtaken_1
webhook-timestamp: 1795923040
webhook-signature: v1,9oGQFKGvkH5xaJWwq3r9y9IESfmWcY5XrER3x7GYdiQ=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 70'),
	('in_f6eb77ee72f69f600ec5c6f4', 'lab', 'msg_twice', 'accepted', '2026-11-29 03:30:40.365825+00', 'running', 'job_ab23922c98d8b0275d51d3dc', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20227477696365222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20317d', '74c2c5a488b8a8c45cc018279f3a1fd0', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_twice
webhook-timestamp: 1795923040
webhook-signature: v1,HTxMMbsm2eurAIMfsTA9exxdfgFyhfUtZWgd51/LmBg=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66'),
	('in_e275183b5f731c5449ebe497', 'replicate', 'msg_6880cd4d1de9c11c749439e7', 'accepted', '2026-11-29 03:30:40.765695+00', 'processing', 'job_df753c76ade276b21a5c25d0', NULL, 'application/json', '\x7b226964223a20226533306562383965356531626636663930336661336439306338222c20226d6f64656c223a202261636d652f6c616e67756167652d747261696e6572222c202276657273696f6e223a202264613737626335396565363034323332373966643633326566623437393561623733316439653363613937303565663333343130393166623938396237656166222c2022736f75726365223a2022617069222c2022737461747573223a202270726f63657373696e67222c2022696e707574223a207b22747261696e5f64617461223a202268747470733a2f2f6578616d706c652e636f6d2f7469636b6574732e6a736f6e6c222c20226e756d5f747261696e5f65706f636873223a20337d2c20226f7574707574223a206e756c6c2c20226572726f72223a206e756c6c2c20226c6f6773223a2022446f776e6c6f6164696e672074686520646174615c6e547261696e696e675c6e222c20226d657472696373223a207b7d2c2022637265617465645f6174223a2022323032362d31312d32395430333a33303a34302e3436313834355a222c202275726c73223a207b22776562223a202268747470733a2f2f7265706c69636174652e636f6d2f702f6533306562383965356531626636663930336661336439306338222c2022676574223a2022687474703a2f2f3132372e302e302e313a34343434392f76312f747261696e696e67732f6533306562383965356531626636663930336661336439306338222c202263616e63656c223a2022687474703a2f2f3132372e302e302e313a34343434392f76312f747261696e696e67732f65333065623839653565316266366639303366613364393063382f63616e63656c227d2c2022737461727465645f6174223a2022323032362d31312d32395430333a33303a34302e3736343239385a227d', 'f7f19c2e6318c803c3732c929e9b0275', 'POST /webhooks/replicate
Host: 127.0.0.1:10818
Content-Type: application/json
webhook-id: msg_6880cd4d1de9c11c749439e7
webhook-timestamp: 1795923040
webhook-signature: v1,PnjyZWv7oIU1jZZLlaqRgNkpxxcz8yogdhMbFw9oCXk=
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 682'),
	('in_0dcaab91fd6e6c0c1dd170a7', 'replicate', 'msg_903679d9ba08a1ea6dd13f18', 'accepted', '2026-11-29 03:30:42.570549+00', 'succeeded', 'job_df753c76ade276b21a5c25d0', NULL, 'application/json', '\x7b226964223a20226533306562383965356531626636663930336661336439306338222c20226d6f64656c223a202261636d652f6c616e67756167652d747261696e6572222c202276657273696f6e223a202264613737626335396565363034323332373966643633326566623437393561623733316439653363613937303565663333343130393166623938396237656166222c2022736f75726365223a2022617069222c2022737461747573223a2022737563636565646564222c2022696e707574223a207b22747261696e5f64617461223a202268747470733a2f2f6578616d706c652e636f6d2f7469636b6574732e6a736f6e6c222c20226e756d5f747261696e5f65706f636873223a20337d2c20226f7574707574223a207b2276657273696f6e223a202261636d652f696e74656e743a35613738333763613034623161623632633332326331393763356535646330643563653032363532316237336139616365613537613866633635346330366634222c202277656967687473223a202268747470733a2f2f7265706c69636174652e64656c69766572792f73696d756c617465642f65333065623839653565316266366639303366613364393063382f747261696e65645f6d6f64656c2e746172227d2c20226572726f72223a206e756c6c2c20226c6f6773223a2022446f776e6c6f6164696e672074686520646174615c6e547261696e696e675c6e737465702032302f313030206c6f73733d312e303330335c6e737465702034302f313030206c6f73733d302e373030355c6e737465702036302f313030206c6f73733d302e353434395c6e737465702038302f313030206c6f73733d302e343030325c6e73746570203130302f313030206c6f73733d302e333538365c6e222c20226d657472696373223a207b22707265646963745f74696d65223a20312e3830353335312c2022746f74616c5f74696d65223a20312e3830353335317d2c2022637265617465645f6174223a2022323032362d31312d32395430333a33303a34302e3436313834355a222c202275726c73223a207b22776562223a202268747470733a2f2f7265706c69636174652e636f6d2f702f6533306562383965356531626636663930336661336439306338222c2022676574223a2022687474703a2f2f3132372e302e302e313a34343434392f76312f747261696e696e67732f6533306562383965356531626636663930336661336439306338222c202263616e63656c223a2022687474703a2f2f3132372e302e302e313a34343434392f76312f747261696e696e67732f65333065623839653565316266366639303366613364393063382f63616e63656c227d2c2022737461727465645f6174223a2022323032362d31312d32395430333a33303a34302e3736343239385a222c2022636f6d706c657465645f6174223a2022323032362d31312d32395430333a33303a34322e3536393634395a227d', '629ca19ed86480c838bb4032248601e6', 'POST /webhooks/replicate
Host: 127.0.0.1:10818
Content-Type: application/json
webhook-id: msg_903679d9ba08a1ea6dd13f18
webhook-timestamp: 1795923042
webhook-signature: v1,f4Ef23isxUuQHSDIR5IhezdbwJCBAXqfvYhFv+eSATc=
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 1085'),
	('in_8b3c1ddba62083597c3d904f', 'openai-research', 'wh_1bdfe9ffd10fefa8a645422df4e1ce88', 'accepted', '2026-11-29 03:30:48.521702+00', 'fine_tuning.job.failed', 'job_aefdc05bd1b997339ae4b7c8', NULL, 'application/json', '\x7b226f626a656374223a226576656e74222c226964223a226576745f6265303165303735663565646261356264373630626164356136363464343337222c2274797065223a2266696e655f74756e696e672e6a6f622e6661696c6564222c22637265617465645f6174223a313739353932333034382c2264617461223a7b226964223a2266746a6f622d626461613430396137346361356238336336353234636239227d7d', '3a04876bf2923b976d9129e6e542319a', 'POST /webhooks/openai-research
Host: 127.0.0.1:10818
User-Agent: OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)
Content-Type: application/json
webhook-id: wh_1bdfe9ffd10fefa8a645422df4e1ce88
webhook-timestamp: 1795923048
webhook-signature: v1,YXN6wVCuWjRWl2+FOjU8YC4FDHNfwT3+gKD48NVjdM8=
Accept: */*
Accept-Encoding: gzip, deflate
Content-Length: 165'),
	('in_b5959ed767fdf3a8157807ca', 'openai-main', 'wh_9c7825bbc6248e8b68eeba107a618828', 'accepted', '2026-11-29 03:30:48.722695+00', 'fine_tuning.job.failed', 'job_ad44435534b1d3011356f4c8', NULL, 'application/json', '\x7b226f626a656374223a226576656e74222c226964223a226576745f3836303335366263356661373235633737643635393633333361333632653362222c2274797065223a2266696e655f74756e696e672e6a6f622e6661696c6564222c22637265617465645f6174223a313739353932333034382c2264617461223a7b226964223a2266746a6f622d623935623865303332356534653535306333666435386166227d7d', '6d8cdd8db3b3f2930c06e1776da28d24', 'POST /webhooks/openai-main
Host: 127.0.0.1:10818
User-Agent: OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)
Content-Type: application/json
webhook-id: wh_9c7825bbc6248e8b68eeba107a618828
webhook-timestamp: 1795923048
webhook-signature: v1,vleZgwr6yqCzSuBNzmjyYq51Oo7yzMyYyCdeq/xEeTc=
Accept: */*
Accept-Encoding: gzip, deflate
Content-Length: 165'),
	('in_ce4d5075055accca86c1921c', 'lab', 'msg_expired-1_1', 'accepted', '2026-11-29 03:30:26.914107+00', 'expired', 'job_69b1669a2e63904726acb8d9', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a2022657870697265642d31222c2022737461747573223a202265787069726564222c202273657175656e6365223a20312c20226e616d65223a2022746f6c6420746f206e6f626f6479227d', 'd99220db81b151e407ef6ab2880dc3bf', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_expired-1_1
webhook-timestamp: 1795923026
webhook-signature: v1,ml0guOuQ0bV+FB5zkVE8/tY94xwnzuBlymUe7JAKtuE=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 96'),
	('in_ea2193ad7f119dbfc1c35db1', 'lab', 'msg_overtaken_2', 'accepted', '2026-11-29 03:30:40.32704+00', 'failed', 'job_b63c40fd97255cf5c0e0fab9', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20226f76657274616b656e222c2022737461747573223a20226661696c6564222c202273657175656e6365223a20322c20226572726f72223a2022697420656e646564206265666f7265206974732073746172742077617320746f6c64227d', '7c532cb9adcf240a827edd465393d09f', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_overtaken_2
webhook-timestamp: 1795923040
webhook-signature: v1,COb7sR7eOTYD/VomBUdc/EXWLdBL8aZ9faQyyVSAwPc=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 116'),
	('in_7451cc5e0b400f02fee29160', 'lab', 'sha256-b4bde57e14a1a8884a1a624f409f167e', 'accepted', '2026-11-29 03:30:40.362619+00', 'running', 'job_2f34aa8db728dadea7662882', NULL, 'application/octet-stream', '\x7b2276657273696f6e223a312c226a6f62223a226b756265666c6f772d31222c22737461747573223a2272756e6e696e67222c226f636375727265645f6174223a22323032362d31312d32365432313a34303a32392e3636373637322b30303a3030222c2273746570223a32302c22746f74616c5f7374657073223a3230302c22657374696d617465645f66696e6973685f6174223a22323032362d31312d32365432313a34303a33392e3636373637322b30303a3030222c226d657472696373223a7b22677261645f6e6f726d223a6e756c6c2c226c6561726e696e675f72617465223a302e30303030322c2265706f6368223a302e332c22747261696e5f6c6f7373223a312e353331327d7d', 'b4bde57e14a1a8884a1a624f409f167e', 'POST /ingest/lab/kubeflow-1
Host: 127.0.0.1:10818
Authorization: ***
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 427
Content-Type: application/octet-stream'),
	('in_ee25458ec8917c073039a4a3', 'lab', '', 'missing_header', '2026-11-29 03:30:40.373689+00', NULL, NULL, NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20227477696365222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20317d', '74c2c5a488b8a8c45cc018279f3a1fd0', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: 
webhook-timestamp: 1795923040
webhook-signature: v1,HTxMMbsm2eurAIMfsTA9exxdfgFyhfUtZWgd51/LmBg=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66'),
	('in_b526a42d4784976f7b6fdea3', 'openai-main', 'wh_other', 'accepted', '2026-11-29 03:30:40.460428+00', 'response.completed', NULL, NULL, 'application/json', '\x7b0a20226964223a20226576745f3638356330353961653361343831393039626463383638313962303636666236222c0a20226f626a656374223a20226576656e74222c0a2022637265617465645f6174223a20313735303836313231302c0a202274797065223a2022726573706f6e73652e636f6d706c65746564222c0a202264617461223a207b0a2020226964223a2022726573705f313233220a207d0a7d0a', '5a28bbadc435b686b106dbf76157cbe0', 'POST /webhooks/openai-main
Host: 127.0.0.1:10818
webhook-id: wh_other
webhook-timestamp: 1795923040
webhook-signature: v1,3G7bLiBA25zHob1yLDjs833Onk+INigjFIN1z/1blp4=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 162'),
	('in_548e53b6afc0f7835047d86d', 'runpod', 'sha256-9d9aad57254fd7c54e0f1d4bc56785ad', 'accepted', '2026-11-29 03:30:46.18557+00', 'job.succeeded', 'job_cef257f28603c697ae1519e0', NULL, 'application/json', '\x7b226964223a202230303030303030312d303030302d343030302d383030302d3030303030303030303030312d7531222c2022737461747573223a2022434f4d504c45544544222c202264656c617954696d65223a203330302c2022776f726b65724964223a20226a74663465333034377078756872222c2022657865637574696f6e54696d65223a20313230352c20226f7574707574223a207b226875625f6d6f64656c5f6964223a202261636d652f737570706f72742d626f74222c20226d6f64656c5f6e616d65223a2022737570706f72742d626f74222c2022747261696e5f6c6f7373223a20302e367d7d', '9d9aad57254fd7c54e0f1d4bc56785ad', 'POST /webhooks/runpod/***
Host: 127.0.0.1:10818
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 239'),
	('in_9ca6a9067ce1e7b8d4568b05', 'openai-main', 'wh_ftjob-never-seen', 'accepted', '2026-11-29 03:30:48.76245+00', 'fine_tuning.job.succeeded', 'job_d9963c19e943edf53c36f988', NULL, 'application/json', '\x7b226f626a656374223a20226576656e74222c20226964223a20226576745f66746a6f622d6e657665722d7365656e222c202274797065223a202266696e655f74756e696e672e6a6f622e737563636565646564222c202264617461223a207b226964223a202266746a6f622d6e657665722d7365656e227d7d', 'f2accfbde75d05160425a03576e42fb4', 'POST /webhooks/openai-main
Host: 127.0.0.1:10818
webhook-id: wh_ftjob-never-seen
webhook-timestamp: 1795923048
webhook-signature: v1,t8bf8kXzShOaUDbGzjTQbR4ASY35kt+qeMpovZ7WKpo=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 122'),
	('in_c0ecdf87d987d4194f37f710', 'lab', 'msg_from-a-letter', 'accepted', '1970-01-21 18:52:03.06561+00', 'running', 'job_b524ff0397ba569029d17ea7', NULL, '', '\x7b2276657273696f6e223a20312c20226a6f62223a202266726f6d2d612d6c6574746572222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20317d', '00000000000000000000000000000000', ''),
	('in_64066347f30f4869e0665bb2', 'lab', 'msg_own', 'accepted', '2026-11-29 03:30:40.364367+00', 'running', 'job_306ce5c9047e8802377a765b', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20226f776e2d736563726574222c2022737461747573223a202272756e6e696e67227d', 'a5caafeea19fdeff40185fc9ae158bfe', 'POST /webhooks/lab/own-secret
Host: 127.0.0.1:10818
webhook-id: msg_own
webhook-timestamp: 1795923040
webhook-signature: v1,PR19rLeBTV0+VN76q4vzo4qDmWk9N2i67dI/kAzVxA0=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 56'),
	('in_3b16585cc70b33018a9a0de2', 'lab', 'msg_twice', 'duplicate', '2026-11-29 03:30:40.367971+00', NULL, NULL, NULL, 'application/json', '\x', '74c2c5a488b8a8c45cc018279f3a1fd0', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_twice
webhook-timestamp: 1795923040
webhook-signature: v1,HTxMMbsm2eurAIMfsTA9exxdfgFyhfUtZWgd51/LmBg=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66'),
	('in_8777b4d90c658bb49aef59cc', 'lab', 'msg_twice', 'delivery_id_reused', '2026-11-29 03:30:40.369747+00', 'running', 'job_ab23922c98d8b0275d51d3dc', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20227477696365222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20327d', 'ed81510109ed5ac5b74bd6653ccc95eb', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_twice
webhook-timestamp: 1795923040
webhook-signature: v1,ikLD8N+XbDCRh5JmLN5rG7qZd35blMizgk9jLydXA7I=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66'),
	('in_f4ea3b689a0fa27d7c9afdd0', 'lab', '', 'signature_mismatch', '2026-11-29 03:30:40.376908+00', NULL, NULL, NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20227477696365222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20317d', '74c2c5a488b8a8c45cc018279f3a1fd0', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_twice
webhook-timestamp: 1795923040
webhook-signature: ***
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66'),
	('in_fad1eb5e736e29afe816774c', 'lab', '', 'signature_mismatch', '2026-11-29 03:30:40.377217+00', NULL, NULL, NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20227477696365222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20317d', '74c2c5a488b8a8c45cc018279f3a1fd0', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_twice
webhook-timestamp: 1795923040
webhook-signature: v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66'),
	('in_0abc909eb85ede3e3de51c93', 'lab', '', 'timestamp_too_old', '2026-11-29 03:30:40.377549+00', NULL, NULL, NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20227477696365222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20317d', '74c2c5a488b8a8c45cc018279f3a1fd0', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_shifted
webhook-timestamp: 1795919440
webhook-signature: v1,Atd0UvCILMrJJV6O8qyO+1Oi1nzAYHfRw05ZT3IKTUw=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66'),
	('in_4ffafac856ad24cfb48eb4bc', 'lab', '', 'timestamp_in_future', '2026-11-29 03:30:40.380243+00', NULL, NULL, NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20227477696365222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20317d', '74c2c5a488b8a8c45cc018279f3a1fd0', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_shifted
webhook-timestamp: 1795926640
webhook-signature: v1,b/28z4WQal1YpNDNCPZ0zvnL7+tHjbovq8ncGsS0vvU=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66'),
	('in_9e94f38e1c8cdf8859958f12', 'lab', 'msg_2', 'not_utf8', '2026-11-29 03:30:40.380637+00', NULL, NULL, NULL, 'application/json', '\xfffe', 'b3d510ef04275ca8e698e5b3cbb0ece3', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_2
webhook-timestamp: 1795923040
webhook-signature: v1,PLyihoGaKd7olKtadXhF8tjykDS78LR6YAhH9yiUDws=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 2'),
	('in_4b3ccf11b184f10cc7867e11', 'lab', 'msg_8', 'not_json', '2026-11-29 03:30:40.380993+00', NULL, NULL, NULL, 'application/json', '\x6e6f74204a534f4e', '62b8125a6f6d924ec53345b5fcd58ca3', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_8
webhook-timestamp: 1795923040
webhook-signature: v1,D5JbfqhpXAg0ITGigiyDeTH+XPPyeau58/SQCn3XAmE=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 8'),
	('in_89e680dad7fe13bd8c97b20d', 'lab', 'msg_14', 'wrong_shape', '2026-11-29 03:30:40.381301+00', NULL, NULL, NULL, 'application/json', '\x7b2276657273696f6e223a20317d', 'c3aa9744214caf6eb993d6f88f3f1dda', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_14
webhook-timestamp: 1795923040
webhook-signature: v1,0pvHVwuqHwbVWPM/yzpL4bIXhLLAwkSBJrwAB3ZGmXo=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 14'),
	('in_86e98f5b1442e093cac4e131', 'lab', 'msg_313', 'not_json', '2026-11-29 03:30:40.38191+00', NULL, NULL, NULL, 'application/json', '\x7878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787b2276657273696f6e223a2032', '0ca3a19e76b42680fb1c4bc7061d91b4', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_313
webhook-timestamp: 1795923040
webhook-signature: v1,mpe97FNfiYEz3D4FWNEspqrR2/j4KaBJnK5LpJLGG+w=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 313'),
	('in_918501b169cb1ed5de9f87df', 'lab-without-secret', '', 'no_secret', '2026-11-29 03:30:40.382238+00', NULL, NULL, NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20227477696365222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20317d', '74c2c5a488b8a8c45cc018279f3a1fd0', 'POST /webhooks/lab-without-secret
Host: 127.0.0.1:10818
webhook-id: msg_twice
webhook-timestamp: 1795923040
webhook-signature: v1,HTxMMbsm2eurAIMfsTA9exxdfgFyhfUtZWgd51/LmBg=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66'),
	('in_7ee35dea6002c27c1ed6afd3', 'lab', '', 'other_job', '2026-11-29 03:30:40.382533+00', NULL, NULL, NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20227477696365222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20317d', '74c2c5a488b8a8c45cc018279f3a1fd0', 'POST /webhooks/lab/another
Host: 127.0.0.1:10818
webhook-id: msg_other
webhook-timestamp: 1795923040
webhook-signature: v1,7YzTUxSKpE7CNvsCtDSX2KAF/xU1GFprt6Nh3s+nUYg=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66'),
	('in_3eecdab8b2fe94467f9c3f48', 'openai-main', '', 'no_progress_here', '2026-11-29 03:30:40.382948+00', NULL, NULL, NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20227477696365222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20317d', '74c2c5a488b8a8c45cc018279f3a1fd0', 'POST /ingest/openai-main/***
Host: 127.0.0.1:10818
webhook-id: msg_twice
webhook-timestamp: 1795923040
webhook-signature: v1,HTxMMbsm2eurAIMfsTA9exxdfgFyhfUtZWgd51/LmBg=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66'),
	('in_5cc8e0b8c6cba7897532d43f', 'lab', '', 'bad_timestamp', '2026-11-29 03:30:40.376281+00', NULL, NULL, NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20227477696365222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20317d', '74c2c5a488b8a8c45cc018279f3a1fd0', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_twice
webhook-timestamp: yesterday
webhook-signature: v1,HTxMMbsm2eurAIMfsTA9exxdfgFyhfUtZWgd51/LmBg=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 66'),
	('in_28dd6ef87b49c8d2ee24fd5a', 'lab', '', 'body_incomplete', '2026-11-29 03:30:40.43068+00', NULL, NULL, NULL, '', '\x7b', '021fb596db81e6d02bf3d2586ee3981f', 'POST /webhooks/lab
Host: lab
Content-Length: 500'),
	('in_7bab7c4e8d7d3dc61e3ffab7', 'hub', 'sha256-180709dae4b1152bf270ac663461799e', 'accepted', '2026-11-29 03:30:44.676241+00', 'repo.content.update', NULL, NULL, 'application/json', '\x7b226576656e74223a207b22616374696f6e223a2022757064617465222c202273636f7065223a20227265706f2e636f6e74656e74227d2c20227265706f223a207b2274797065223a20226d6f64656c222c20226e616d65223a202261636d652f737570706f72742d626f74222c20226964223a2022633664623333313834656438306464313738336434623831222c202270726976617465223a20747275652c202275726c223a207b22776562223a202268747470733a2f2f68756767696e67666163652e636f2f61636d652f737570706f72742d626f74222c2022617069223a202268747470733a2f2f68756767696e67666163652e636f2f6170692f6d6f64656c732f61636d652f737570706f72742d626f74227d2c202268656164536861223a202265326130303833353539666365663234663734616433303061343639306234376339653137393430222c20226f776e6572223a207b226964223a2022356539656366633034393537303533663630363438613365227d7d2c20227570646174656452656673223a205b7b22726566223a2022726566732f68656164732f6d61696e222c20226f6c64536861223a206e756c6c2c20226e6577536861223a202265326130303833353539666365663234663734616433303061343639306234376339653137393430227d5d2c2022776562686f6f6b223a207b226964223a2022363339306538353565333064393230393431316465393362222c202276657273696f6e223a20337d7d', '180709dae4b1152bf270ac663461799e', 'POST /webhooks/hub
Host: 127.0.0.1:10818
X-Webhook-Secret: ***
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 558
Content-Type: application/json'),
	('in_678fd16b161c346ebc67e4d8', 'openai-main', 'wh_2b938eba0395abc0db044334544e687f', 'accepted', '2026-11-29 03:30:48.758071+00', 'fine_tuning.job.cancelled', 'job_b4fbf9fccfa91030fa9c6d5b', NULL, 'application/json', '\x7b226f626a656374223a226576656e74222c226964223a226576745f3935376630343633363932626637333163643861326564636661386465373764222c2274797065223a2266696e655f74756e696e672e6a6f622e63616e63656c6c6564222c22637265617465645f6174223a313739353932333034382c2264617461223a7b226964223a2266746a6f622d653761613934643161366430393137353230656461386635227d7d', '451a502ba9b7d3f5f6f0e60d6520825d', 'POST /webhooks/openai-main
Host: 127.0.0.1:10818
User-Agent: OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)
Content-Type: application/json
webhook-id: wh_2b938eba0395abc0db044334544e687f
webhook-timestamp: 1795923048
webhook-signature: v1,VxbQWQ/rvR/wsd+3Y8Y+RcZfkw9nNTRl0eitzpUhUOw=
Accept: */*
Accept-Encoding: gzip, deflate
Content-Length: 168'),
	('in_fd0fc7f2d158be840bc46d10', 'runpod', 'sha256-9d9aad57254fd7c54e0f1d4bc56785ad', 'duplicate', '2026-11-29 03:30:46.690168+00', NULL, NULL, NULL, 'application/json', '\x', '9d9aad57254fd7c54e0f1d4bc56785ad', 'POST /webhooks/runpod/***
Host: 127.0.0.1:10818
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 239'),
	('in_7d0490a3a3f3561e1d20c464', 'openai-main', 'wh_ftjob-b170295170caa9b499fb2175', 'accepted', '2026-11-29 03:30:48.759841+00', 'fine_tuning.job.succeeded', 'job_2d59e9a14e5cffa82d9329a0', NULL, 'application/json', '\x7b226f626a656374223a20226576656e74222c20226964223a20226576745f66746a6f622d623137303239353137306361613962343939666232313735222c202274797065223a202266696e655f74756e696e672e6a6f622e737563636565646564222c202264617461223a207b226964223a202266746a6f622d623137303239353137306361613962343939666232313735227d7d', 'e0d06097f04683faf34f04529bdc153e', 'POST /webhooks/openai-main
Host: 127.0.0.1:10818
webhook-id: wh_ftjob-b170295170caa9b499fb2175
webhook-timestamp: 1795923048
webhook-signature: v1,aNi67swo3YKQFO09Wk7+QUmmjH4i16oRYZnZ0xaZxY4=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 150');
INSERT INTO public.inbound VALUES
	('in_3a491cb270082720f32393a6', 'openai-main', 'wh_4e1bad4a3331b33d4e259d3c22373664', 'accepted', '2026-11-29 03:30:50.127961+00', 'fine_tuning.job.succeeded', 'job_6d0c1a10f89c7ce9ca8c8b5e', NULL, 'application/json', '\x7b226f626a656374223a226576656e74222c226964223a226576745f3366323433393239313735373031326336323866323337646331646236383038222c2274797065223a2266696e655f74756e696e672e6a6f622e737563636565646564222c22637265617465645f6174223a313739353932333035302c2264617461223a7b226964223a2266746a6f622d353834613061303137636137626634626563333265363539227d7d', '8191c6dc987dc8d1420aebb65ded1a51', 'POST /webhooks/openai-main
Host: 127.0.0.1:10818
User-Agent: OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)
Content-Type: application/json
webhook-id: wh_4e1bad4a3331b33d4e259d3c22373664
webhook-timestamp: 1795923050
webhook-signature: v1,uCAoVeYOOML02jdr+0KruSQpO+CXrJpHzxUFR9nBqXM=
Accept: */*
Accept-Encoding: gzip, deflate
Content-Length: 168'),
	('in_34fc30f505b7cced9e8683e6', 'lab', 'msg_silent-2_2', 'accepted', '2026-11-29 03:32:05.051489+00', 'running', 'job_9904048ae4f5dc2fe28f7cbd', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a202273696c656e742d32222c2022737461747573223a202272756e6e696e67222c202273657175656e6365223a20322c20226865617274626561745f73223a2036302c202273746570223a20352c20226d657472696373223a207b22747261696e5f6c6f7373223a20302e37357d7d', 'daf14bac883351d1a544edc1924e834d', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_silent-2_2
webhook-timestamp: 1795923125
webhook-signature: v1,Dkqt0HE1j5Q906Q4UojIim8YHZCqCWzgfOzCkKtBp8k=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 132'),
	('in_e8e743d682d741830a937398', 'openai-main', 'wh_9525f262f2f3ba6cce5f7f0db7b61b3e', 'accepted', '2026-11-29 03:32:09.127684+00', 'fine_tuning.job.succeeded', 'job_2d59e9a14e5cffa82d9329a0', NULL, 'application/json', '\x7b226f626a656374223a226576656e74222c226964223a226576745f6532313934663231323861636631633636373064363639313135623634343662222c2274797065223a2266696e655f74756e696e672e6a6f622e737563636565646564222c22637265617465645f6174223a313739353932333132392c2264617461223a7b226964223a2266746a6f622d623137303239353137306361613962343939666232313735227d7d', '9fdeb87181705d14edfb2f9ab92ddc21', 'POST /webhooks/openai-main
Host: 127.0.0.1:10818
User-Agent: OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)
Content-Type: application/json
webhook-id: wh_9525f262f2f3ba6cce5f7f0db7b61b3e
webhook-timestamp: 1795923129
webhook-signature: v1,pwP50bMaAvEh3NIOJ6DzHdPTjXk5riD2+WzStk0+Wgg=
Accept: */*
Accept-Encoding: gzip, deflate
Content-Length: 168'),
	('in_fa20750b5977c90a6c68ced9', 'openai-main', 'wh_ftjob-7a861dfe25a9e00d559f6bb0', 'accepted', '2026-11-29 03:32:11.16898+00', 'fine_tuning.job.failed', 'job_aa8e50b7f3fe568d19a5906d', NULL, 'application/json', '\x7b226f626a656374223a20226576656e74222c20226964223a20226576745f66746a6f622d376138363164666532356139653030643535396636626230222c202274797065223a202266696e655f74756e696e672e6a6f622e6661696c6564222c202264617461223a207b226964223a202266746a6f622d376138363164666532356139653030643535396636626230227d7d', '5e0ea9f181b1b32d2958120214f0349d', 'POST /webhooks/openai-main
Host: 127.0.0.1:10818
webhook-id: wh_ftjob-7a861dfe25a9e00d559f6bb0
webhook-timestamp: 1795923131
webhook-signature: v1,D/urXLQ2YmcQehYrRRAOjVZc7cSj4PYWSwbI+RvfNXs=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 147'),
	('in_23570f1c7b42aa04938498ea', 'lab', 'msg_owed_1', 'accepted', '2026-11-29 03:32:11.196741+00', 'failed', 'job_9868d638778b904bc8da8acd', NULL, 'application/json', '\x7b2276657273696f6e223a20312c20226a6f62223a20226f776564222c2022737461747573223a20226661696c6564222c202273657175656e6365223a20312c20226572726f72223a2022746865206e657773206f66206974206973206f776564222c2022626173655f6d6f64656c223a20226c6c616d612d33227d', '670ccebaa4143b2ea389647f6a493b2f', 'POST /webhooks/lab
Host: 127.0.0.1:10818
webhook-id: msg_owed_1
webhook-timestamp: 1795923131
webhook-signature: v1,eF2RKaB5vOt7KMnGktpH8P9Jk5qnu4FtxONEjqiJpsk=
Content-Type: application/json
Accept: */*
Accept-Encoding: gzip, deflate
User-Agent: Python/3.11 aiohttp/3.14.5
Content-Length: 124');
INSERT INTO public.jobs VALUES
	('job_cb1f13d504e721e3da7a499a', 'default', 'openai-main', 'openai', 'ftjob-4660d4b60cccd905d224e9d1', 'succeeded', 'succeeded', 0, true, 1795923020596237, '41a02f70b5520075', '{"name":"old-2","model_name":"legacy-bot","suffix":"old-2","base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-2:943800ef","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","result_files":["file-7b3a5e720d4ea8c9da6d983c"],"seed":2,"trained_tokens":144000,"created_at":"2026-10-20T05:20:19+00:00","finished_at":"2026-10-20T05:30:19+00:00","metadata":{"tunewatch_model":"legacy-bot"}}', '{"name":[0,1,1795923020596237,"41a02f70b5520075"],"model_name":[0,1,1795923020596237,"41a02f70b5520075"],"suffix":[0,1,1795923020596237,"41a02f70b5520075"],"base_model":[0,1,1795923020596237,"41a02f70b5520075"],"tuned_model":[0,1,1795923020596237,"41a02f70b5520075"],"method":[0,1,1795923020596237,"41a02f70b5520075"],"hyperparameters":[0,1,1795923020596237,"41a02f70b5520075"],"training_file":[0,1,1795923020596237,"41a02f70b5520075"],"result_files":[0,1,1795923020596237,"41a02f70b5520075"],"seed":[0,1,1795923020596237,"41a02f70b5520075"],"trained_tokens":[0,1,1795923020596237,"41a02f70b5520075"],"created_at":[0,1,1795923020596237,"41a02f70b5520075"],"finished_at":[0,1,1795923020596237,"41a02f70b5520075"],"metadata":[0,1,1795923020596237,"41a02f70b5520075"]}', 'old-2', true, 'poll', true, '2026-11-29 03:30:20.617665+00', '2026-11-29 03:30:20.617665+00', '2026-11-29 03:30:20.617665+00', NULL, NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-10-20 05:20:19+00'),
	('job_cb4298f701c62d3cdd9163e2', 'default', 'openai-main', 'openai', 'ftjob-d57f31be4cabd9e1e547d658', 'failed', 'failed', 0, true, 1795923020596237, '157c7d7dfe7c2f91', '{"name":"old-1","model_name":"legacy-bot","suffix":"old-1","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","seed":1,"created_at":"2026-10-20T04:20:19+00:00","finished_at":"2026-10-20T04:30:19+00:00","metadata":{"tunewatch_model":"legacy-bot"},"error_code":"server_error","error_message":"The job failed because of an internal error."}', '{"name":[0,1,1795923020596237,"157c7d7dfe7c2f91"],"model_name":[0,1,1795923020596237,"157c7d7dfe7c2f91"],"suffix":[0,1,1795923020596237,"157c7d7dfe7c2f91"],"base_model":[0,1,1795923020596237,"157c7d7dfe7c2f91"],"method":[0,1,1795923020596237,"157c7d7dfe7c2f91"],"hyperparameters":[0,1,1795923020596237,"157c7d7dfe7c2f91"],"training_file":[0,1,1795923020596237,"157c7d7dfe7c2f91"],"seed":[0,1,1795923020596237,"157c7d7dfe7c2f91"],"created_at":[0,1,1795923020596237,"157c7d7dfe7c2f91"],"finished_at":[0,1,1795923020596237,"157c7d7dfe7c2f91"],"metadata":[0,1,1795923020596237,"157c7d7dfe7c2f91"],"error_code":[0,1,1795923020596237,"157c7d7dfe7c2f91"],"error_message":[0,1,1795923020596237,"157c7d7dfe7c2f91"]}', 'old-1', true, 'poll', false, '2026-11-29 03:30:20.617665+00', '2026-11-29 03:30:20.617665+00', '2026-11-29 03:30:20.617665+00', NULL, NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-10-20 04:20:19+00'),
	('job_ec202a422d0cf1acaebfce9d', 'default', 'openai-main', 'openai', 'ftjob-de2e4c58ee783f071fed32d8', 'succeeded', 'succeeded', 0, true, 1795923020596237, 'ee09aa5ad1b1d5e4', '{"name":"old-0","model_name":"legacy-bot","suffix":"old-0","base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-0:ae8a08d1","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","result_files":["file-3fd938a06415407e94e2b930"],"seed":0,"trained_tokens":144000,"created_at":"2026-10-20T03:20:19+00:00","finished_at":"2026-10-20T03:30:19+00:00","metadata":{"tunewatch_model":"legacy-bot"}}', '{"name":[0,1,1795923020596237,"ee09aa5ad1b1d5e4"],"model_name":[0,1,1795923020596237,"ee09aa5ad1b1d5e4"],"suffix":[0,1,1795923020596237,"ee09aa5ad1b1d5e4"],"base_model":[0,1,1795923020596237,"ee09aa5ad1b1d5e4"],"tuned_model":[0,1,1795923020596237,"ee09aa5ad1b1d5e4"],"method":[0,1,1795923020596237,"ee09aa5ad1b1d5e4"],"hyperparameters":[0,1,1795923020596237,"ee09aa5ad1b1d5e4"],"training_file":[0,1,1795923020596237,"ee09aa5ad1b1d5e4"],"result_files":[0,1,1795923020596237,"ee09aa5ad1b1d5e4"],"seed":[0,1,1795923020596237,"ee09aa5ad1b1d5e4"],"trained_tokens":[0,1,1795923020596237,"ee09aa5ad1b1d5e4"],"created_at":[0,1,1795923020596237,"ee09aa5ad1b1d5e4"],"finished_at":[0,1,1795923020596237,"ee09aa5ad1b1d5e4"],"metadata":[0,1,1795923020596237,"ee09aa5ad1b1d5e4"]}', 'old-0', true, 'poll', true, '2026-11-29 03:30:20.617665+00', '2026-11-29 03:30:20.617665+00', '2026-11-29 03:30:20.617665+00', NULL, NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-10-20 03:20:19+00'),
	('job_44ec385692a5203d3882d6c8', 'default', 'lab', 'generic', 'cancelled-1', 'cancelled', 'cancelled', 0, true, 1, 'f8521da042221114', '{"name":"told to a channel that is closed"}', '{"name":[0,1,1,"f8521da042221114"]}', 'told to a channel that is closed', false, 'webhook', false, '2026-11-29 03:30:20.715714+00', '2026-11-29 03:30:20.715714+00', '2026-11-29 03:30:20.715714+00', NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:20.715714+00', NULL, NULL, NULL, '2026-11-29 03:30:20.715714+00'),
	('job_a42bc1c399c390d89e22d586', 'default', 'lab', 'generic', 'silent-1', 'running', 'running', 0, false, 1, 'c14ccdfd1d92b73d', '{"base_model":"llama-3","total_steps":90,"heartbeat_s":1}', '{"base_model":[0,0,1,"c14ccdfd1d92b73d"],"total_steps":[0,0,1,"c14ccdfd1d92b73d"],"heartbeat_s":[0,0,1,"c14ccdfd1d92b73d"]}', 'silent-1', false, NULL, false, '2026-11-29 03:30:26.715979+00', '2026-11-29 03:32:05.027876+00', NULL, NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:26.715979+00', 90, NULL, '2026-11-29 03:32:05.027876+00', '2026-11-29 03:30:26.715979+00'),
	('job_d9963c19e943edf53c36f988', 'default', 'openai-main', 'openai', 'ftjob-never-seen', 'unknown', '', -1, false, 0, '', '{}', '{}', 'ftjob-never-seen', false, NULL, false, '2026-11-29 03:30:48.768981+00', '2026-11-29 03:32:09.053764+00', NULL, '2026-11-29 03:30:48.768981+00', NULL, 0, false, 3, true, NULL, NULL, NULL, NULL, '2026-11-29 03:30:48.768981+00'),
	('job_8d58f036029ba450c88b3502', 'default', 'lab', 'generic', 'cancelled-2', 'cancelled', 'canceled', 0, true, 1, 'e01574401c92cd4f', '{}', '{}', 'cancelled-2', false, 'webhook', false, '2026-11-29 03:30:26.956673+00', '2026-11-29 03:30:26.956673+00', '2026-11-29 03:30:26.956673+00', NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:26.956673+00', NULL, NULL, NULL, '2026-11-29 03:30:26.956673+00'),
	('job_b63c40fd97255cf5c0e0fab9', 'default', 'lab', 'generic', 'overtaken', 'failed', 'failed', 0, true, 2, 'd241d333aa957430', '{"error_message":"it ended before its start was told"}', '{"error_message":[0,1,2,"d241d333aa957430"]}', 'overtaken', false, 'webhook', false, '2026-11-29 03:30:40.288717+00', '2026-11-29 03:30:40.331372+00', '2026-11-29 03:30:40.331372+00', NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:40.331372+00', NULL, NULL, NULL, '2026-11-29 03:30:40.288717+00'),
	('job_2f34aa8db728dadea7662882', 'default', 'lab', 'generic', 'kubeflow-1', 'running', 'running', 0, false, 1795729229667672, '3f8da6dfe091779c', '{"total_steps":200,"estimated_finish_at":"2026-11-26T21:40:39.667672+00:00","step":20}', '{"total_steps":[0,0,1795729229667672,"3f8da6dfe091779c"],"estimated_finish_at":[0,0,1795729229667672,"3f8da6dfe091779c"],"step":[0,0,1795729229667672,"3f8da6dfe091779c"]}', 'kubeflow-1', false, NULL, false, '2026-11-29 03:30:40.366524+00', '2026-11-29 03:30:40.366524+00', NULL, NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:40.366524+00', NULL, NULL, NULL, '2026-11-29 03:30:40.366524+00'),
	('job_306ce5c9047e8802377a765b', 'default', 'lab', 'generic', 'own-secret', 'running', 'running', 0, false, 1795923040364367, '3f8da6dfe091779c', '{}', '{}', 'own-secret', false, NULL, false, '2026-11-29 03:30:40.372575+00', '2026-11-29 03:30:40.372575+00', NULL, NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:40.372575+00', NULL, NULL, NULL, '2026-11-29 03:30:40.372575+00'),
	('job_ab23922c98d8b0275d51d3dc', 'default', 'lab', 'generic', 'twice', 'running', 'running', 0, false, 2, '3f8da6dfe091779c', '{}', '{}', 'twice', false, NULL, false, '2026-11-29 03:30:40.37203+00', '2026-11-29 03:30:40.391548+00', NULL, NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:40.391548+00', NULL, NULL, NULL, '2026-11-29 03:30:40.37203+00'),
	('job_cef257f28603c697ae1519e0', 'default', 'runpod', 'runpod', '00000001-0000-4000-8000-000000000001-u1', 'succeeded', 'COMPLETED', 0, true, 1795923046197396, 'c591707cc67c3a55', '{"model_name":"support-bot","hardware":"jtf4e3047pxuhr","tuned_model":"acme/support-bot","artifact_uri":"hf://acme/support-bot"}', '{"model_name":[0,1,1795923046197396,"c591707cc67c3a55"],"hardware":[0,1,1795923046197396,"c591707cc67c3a55"],"tuned_model":[0,1,1795923046197396,"c591707cc67c3a55"],"artifact_uri":[0,1,1795923046197396,"c591707cc67c3a55"]}', 'support-bot', false, 'webhook', true, '2026-11-29 03:30:46.190444+00', '2026-11-29 03:30:46.205087+00', '2026-11-29 03:30:46.205087+00', '2026-11-29 03:30:46.190444+00', NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-11-29 03:30:46.190444+00'),
	('job_b524ff0397ba569029d17ea7', 'default', 'lab', 'generic', 'from-a-letter', 'running', 'running', 0, false, 1, '3f8da6dfe091779c', '{}', '{}', 'from-a-letter', false, NULL, false, '2026-11-29 03:31:05.641116+00', '2026-11-29 03:31:05.641116+00', NULL, NULL, NULL, 0, false, 0, false, '2026-11-29 03:31:05.641116+00', NULL, NULL, NULL, '2026-11-29 03:31:05.641116+00'),
	('job_7417c6335d9c7509030d5ba4', 'default', 'openai-main', 'openai', 'ftjob-83a916365e7d3babdcd4b6f7', 'succeeded', 'succeeded', 0, true, 1795923024579637, '06ea1ba465f4dd0b', '{"step":30,"total_steps":30,"name":"tone-v1","model_name":"tone","suffix":"tone-v1","base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:tone-v1:3dbda167","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","result_files":["file-cc260bfe07da40a81b2daced"],"seed":3,"trained_tokens":144000,"created_at":"2026-11-29T03:20:20+00:00","finished_at":"2026-11-29T03:30:20+00:00","metadata":{"tunewatch_model":"tone"}}', '{"step":[0,1,1795923024579637,"06ea1ba465f4dd0b"],"total_steps":[0,1,1795923024579637,"06ea1ba465f4dd0b"],"name":[0,1,1795923024579637,"06ea1ba465f4dd0b"],"model_name":[0,1,1795923024579637,"06ea1ba465f4dd0b"],"suffix":[0,1,1795923024579637,"06ea1ba465f4dd0b"],"base_model":[0,1,1795923024579637,"06ea1ba465f4dd0b"],"tuned_model":[0,1,1795923024579637,"06ea1ba465f4dd0b"],"method":[0,1,1795923024579637,"06ea1ba465f4dd0b"],"hyperparameters":[0,1,1795923024579637,"06ea1ba465f4dd0b"],"training_file":[0,1,1795923024579637,"06ea1ba465f4dd0b"],"result_files":[0,1,1795923024579637,"06ea1ba465f4dd0b"],"seed":[0,1,1795923024579637,"06ea1ba465f4dd0b"],"trained_tokens":[0,1,1795923024579637,"06ea1ba465f4dd0b"],"created_at":[0,1,1795923024579637,"06ea1ba465f4dd0b"],"finished_at":[0,1,1795923024579637,"06ea1ba465f4dd0b"],"metadata":[0,1,1795923024579637,"06ea1ba465f4dd0b"]}', 'tone-v1', false, 'poll', true, '2026-11-29 03:30:24.584529+00', '2026-11-29 03:30:24.590221+00', '2026-11-29 03:30:24.590221+00', NULL, NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-11-29 03:20:20+00'),
	('job_d239f610d17a6e7c520d7c33', 'default', 'lab', 'generic', 'job-created', 'created', 'created', 0, false, 1, '63d960f31af9b49a', '{"name":"a job that is created"}', '{"name":[0,0,1,"63d960f31af9b49a"]}', 'a job that is created', false, NULL, false, '2026-11-29 03:30:26.564168+00', '2026-11-29 03:30:26.564168+00', NULL, NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:26.564168+00', NULL, NULL, NULL, '2026-11-29 03:30:26.564168+00'),
	('job_e2a8aed6880fc6c1028e17b8', 'default', 'lab', 'generic', 'job-queued', 'queued', 'queued', 0, false, 1, '018a2c1f38fc7a12', '{"name":"a job that is queued"}', '{"name":[0,0,1,"018a2c1f38fc7a12"]}', 'a job that is queued', false, NULL, false, '2026-11-29 03:30:26.606259+00', '2026-11-29 03:30:26.606259+00', NULL, NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:26.606259+00', NULL, NULL, NULL, '2026-11-29 03:30:26.606259+00'),
	('job_af367a837757f7801f24942c', 'default', 'lab', 'generic', 'job-validating', 'validating', 'validating', 0, false, 1, 'f087158a1bd16c64', '{"name":"a job that is validating"}', '{"name":[0,0,1,"f087158a1bd16c64"]}', 'a job that is validating', false, NULL, false, '2026-11-29 03:30:26.62483+00', '2026-11-29 03:30:26.62483+00', NULL, NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:26.62483+00', NULL, NULL, NULL, '2026-11-29 03:30:26.62483+00'),
	('job_93fab49ce1c67c6e08d85453', 'default', 'lab', 'generic', 'job-finishing', 'finishing', 'finishing', 0, false, 1, 'b80d5f7da6ae0389', '{"name":"a job that is finishing"}', '{"name":[0,0,1,"b80d5f7da6ae0389"]}', 'a job that is finishing', false, NULL, false, '2026-11-29 03:30:26.652628+00', '2026-11-29 03:30:26.652628+00', NULL, NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:26.652628+00', NULL, NULL, NULL, '2026-11-29 03:30:26.652628+00'),
	('job_6a7b9cd1e0411f980f6d3f8a', 'default', 'lab', 'generic', 'job-paused', 'paused', 'paused', 0, false, 1, 'dafc96d364abcf60', '{"name":"a job that is paused"}', '{"name":[0,0,1,"dafc96d364abcf60"]}', 'a job that is paused', false, NULL, false, '2026-11-29 03:30:26.663011+00', '2026-11-29 03:30:26.663011+00', NULL, NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:26.663011+00', NULL, NULL, NULL, '2026-11-29 03:30:26.663011+00'),
	('job_9cc13e9a334531b0e1c2473f', 'default', 'lab', 'generic', 'job-warming_up', 'unknown', 'warming_up', 0, false, 1, '51ccc7ed83dd8b78', '{"name":"a job that is warming_up"}', '{"name":[0,0,1,"51ccc7ed83dd8b78"]}', 'a job that is warming_up', false, NULL, false, '2026-11-29 03:30:26.700636+00', '2026-11-29 03:30:26.700636+00', NULL, NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:26.700636+00', NULL, NULL, NULL, '2026-11-29 03:30:26.700636+00'),
	('job_8538db61164e0418341021a1', 'default', 'lab', 'generic', 'odd-name', 'running', 'running', 0, false, 1, '2143758617d05d82', '{"name":"“Zürich” 🚂 it''s 100 % \\ � <b>&amp;</b>\ttab","step":3}', '{"name":[0,0,1,"2143758617d05d82"],"step":[0,0,1,"2143758617d05d82"]}', '“Zürich” 🚂 it''s 100 % \ � <b>&amp;</b>	tab', false, NULL, false, '2026-11-29 03:30:26.77464+00', '2026-11-29 03:30:26.77464+00', NULL, NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:26.77464+00', NULL, NULL, NULL, '2026-11-29 03:30:26.77464+00'),
	('job_b788c001a7a9f6c5b3d50691', 'default', 'lab', 'generic', 'run-42', 'succeeded', 'completed', 1, true, 31, 'c3578332847a9315', '{"name":"support bot","model_name":"support-bot","suffix":"v2","base_model":"Qwen/Qwen3-8B","tuned_model":"support-bot-v2","artifact_uri":"hf://acme/support-bot@c379e82","method":"lora","training_file":"s3://data/train.jsonl","validation_file":"s3://data/valid.jsonl","dataset_hash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","hardware":"1x A100 80 GB","seed":42,"trained_tokens":1310720,"total_steps":300,"hyperparameters":{"learning_rate":0.0001,"lora_rank":16},"metadata":{"git":"4f2c1d0","tags":["support","v2"]},"dataset_hashes":{"train.jsonl":"sha256:9f86d081884c7d65"},"started_at":"2026-11-23T10:00:00+00:00","finished_at":"2026-11-23T11:15:00+00:00","cost_usd":12.5,"step":300,"checkpoints":[{"id":"ckpt-300","step":300,"model":"support-bot-v2@300","metrics":{"eval_loss":0.27}}]}', '{"name":[1,1,31,"c3578332847a9315"],"model_name":[1,1,31,"c3578332847a9315"],"suffix":[1,1,31,"c3578332847a9315"],"base_model":[1,1,31,"c3578332847a9315"],"tuned_model":[1,1,31,"c3578332847a9315"],"artifact_uri":[1,1,31,"c3578332847a9315"],"method":[1,1,31,"c3578332847a9315"],"training_file":[1,1,31,"c3578332847a9315"],"validation_file":[1,1,31,"c3578332847a9315"],"dataset_hash":[1,1,31,"c3578332847a9315"],"hardware":[1,1,31,"c3578332847a9315"],"seed":[1,1,31,"c3578332847a9315"],"trained_tokens":[1,1,31,"c3578332847a9315"],"total_steps":[1,1,31,"c3578332847a9315"],"hyperparameters":[1,1,31,"c3578332847a9315"],"metadata":[1,1,31,"c3578332847a9315"],"dataset_hashes":[1,1,31,"c3578332847a9315"],"started_at":[1,1,31,"c3578332847a9315"],"finished_at":[1,1,31,"c3578332847a9315"],"cost_usd":[1,1,31,"c3578332847a9315"],"step":[1,1,31,"c3578332847a9315"],"checkpoints":[1,1,31,"c3578332847a9315"]}', 'support bot', false, 'webhook', true, '2026-11-29 03:30:26.812375+00', '2026-11-29 03:30:26.812375+00', '2026-11-29 03:30:26.812375+00', NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:26.812375+00', NULL, NULL, NULL, '2026-11-23 10:00:00+00'),
	('job_9603461e1d20ae4560582049', 'default', 'lab', 'generic', 'run-43', 'failed', 'error', 0, true, 2, 'e603cad0664c3bae', '{"signal":"SIGKILL","log_tail":"step 12\nKilled\n","exit_code":-9,"heartbeat_s":30,"finished_at":"2026-11-23T10:00:00+00:00","step":12,"error_code":"cuda_oom","error_message":"CUDA out of memory on rank 3","error_param":"per_device_batch_size"}', '{"signal":[0,1,2,"e603cad0664c3bae"],"log_tail":[0,1,2,"e603cad0664c3bae"],"exit_code":[0,1,2,"e603cad0664c3bae"],"heartbeat_s":[0,1,2,"e603cad0664c3bae"],"finished_at":[0,1,2,"e603cad0664c3bae"],"step":[0,1,2,"e603cad0664c3bae"],"error_code":[0,1,2,"e603cad0664c3bae"],"error_message":[0,1,2,"e603cad0664c3bae"],"error_param":[0,1,2,"e603cad0664c3bae"]}', 'run-43', false, 'webhook', false, '2026-11-29 03:30:26.848963+00', '2026-11-29 03:30:26.848963+00', '2026-11-29 03:30:26.848963+00', NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:26.848963+00', NULL, NULL, NULL, '2026-11-29 03:30:26.848963+00'),
	('job_68633b78fdc9bee8fb09c22f', 'default', 'lab', 'generic', 'revived', 'running', 'running', 1, false, 2, '29b434ae39e84f1b', '{"step":7}', '{"step":[1,0,2,"29b434ae39e84f1b"]}', 'revived', false, 'webhook', false, '2026-11-29 03:30:26.862922+00', '2026-11-29 03:30:26.890843+00', '2026-11-29 03:30:26.862922+00', NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:26.890843+00', NULL, NULL, NULL, '2026-11-29 03:30:26.862922+00'),
	('job_69b1669a2e63904726acb8d9', 'default', 'lab', 'generic', 'expired-1', 'expired', 'expired', 0, true, 1, '3c06a79a7ec9d2d2', '{"name":"told to nobody"}', '{"name":[0,1,1,"3c06a79a7ec9d2d2"]}', 'told to nobody', false, 'webhook', false, '2026-11-29 03:30:26.920148+00', '2026-11-29 03:30:26.920148+00', '2026-11-29 03:30:26.920148+00', NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:26.920148+00', NULL, NULL, NULL, '2026-11-29 03:30:26.920148+00'),
	('job_df753c76ade276b21a5c25d0', 'default', 'replicate', 'replicate', 'e30eb89e5e1bf6f903fa3d90c8', 'succeeded', 'succeeded', 0, true, 1795923042570549, 'edc6d8d96e62a370', '{"base_model":"acme/language-trainer","hyperparameters":{"num_train_epochs":3},"training_file":"https://example.com/tickets.jsonl","created_at":"2026-11-29T03:30:40.461845+00:00","started_at":"2026-11-29T03:30:40.764298+00:00","metadata":{"trainer_version":"da77bc59ee60423279fd632efb4795ab731d9e3ca9705ef3341091fb989b7eaf","source":"api"},"url":"https://replicate.com/p/e30eb89e5e1bf6f903fa3d90c8","step":100,"total_steps":100,"name":"acme/intent","model_name":"acme/intent","tuned_model":"acme/intent:5a7837ca04b1ab62c322c197c5e5dc0d5ce026521b73a9acea57a8fc654c06f4","artifact_uri":"https://replicate.delivery/simulated/e30eb89e5e1bf6f903fa3d90c8/trained_model.tar","finished_at":"2026-11-29T03:30:42.569649+00:00"}', '{"base_model":[0,1,1795923042570549,"edc6d8d96e62a370"],"hyperparameters":[0,1,1795923042570549,"edc6d8d96e62a370"],"training_file":[0,1,1795923042570549,"edc6d8d96e62a370"],"created_at":[0,1,1795923042570549,"edc6d8d96e62a370"],"started_at":[0,1,1795923042570549,"edc6d8d96e62a370"],"metadata":[0,1,1795923042570549,"edc6d8d96e62a370"],"url":[0,1,1795923042570549,"edc6d8d96e62a370"],"step":[0,1,1795923042570549,"edc6d8d96e62a370"],"total_steps":[0,1,1795923042570549,"edc6d8d96e62a370"],"name":[0,1,1795923042570549,"edc6d8d96e62a370"],"model_name":[0,1,1795923042570549,"edc6d8d96e62a370"],"tuned_model":[0,1,1795923042570549,"edc6d8d96e62a370"],"artifact_uri":[0,1,1795923042570549,"edc6d8d96e62a370"],"finished_at":[0,1,1795923042570549,"edc6d8d96e62a370"]}', 'acme/intent', false, 'webhook', true, '2026-11-29 03:30:40.770841+00', '2026-11-29 03:30:42.574514+00', '2026-11-29 03:30:42.574514+00', NULL, NULL, 0, false, 0, false, '2026-11-29 03:30:42.574514+00', NULL, NULL, NULL, '2026-11-29 03:30:40.461845+00'),
	('job_28deacc5d7f0cc7ec637251c', 'default', 'hub', 'huggingface', '256e923b81214643cf820b33', 'succeeded', 'COMPLETED', 0, true, 1795923045682681, 'c2e32ca25352381d', '{"tuned_model":"acme/support-bot","artifact_uri":"hf://acme/support-bot@e2a0083559fcef24f74ad300a4690b47c9e17940","step":50,"total_steps":50,"model_name":"acme/support-bot","base_model":"Qwen/Qwen3-0.6B","output_repo":"acme/support-bot","method":"sft","hyperparameters":{"learning_rate":"2e-5"},"training_file":"trl-lib/Capybara","created_at":"2026-11-29T03:30:42.569000+00:00","started_at":"2026-11-29T03:30:42.870000+00:00","finished_at":"2026-11-29T03:30:44.674000+00:00","hardware":"a10g-large","owner":"ada","metadata":{"team":"support"},"url":"https://huggingface.co/jobs/acme/256e923b81214643cf820b33"}', '{"tuned_model":[0,1,1795923045682681,"c2e32ca25352381d"],"artifact_uri":[0,1,1795923045682681,"c2e32ca25352381d"],"step":[0,1,1795923045682681,"c2e32ca25352381d"],"total_steps":[0,1,1795923045682681,"c2e32ca25352381d"],"model_name":[0,1,1795923045682681,"c2e32ca25352381d"],"base_model":[0,1,1795923045682681,"c2e32ca25352381d"],"output_repo":[0,1,1795923045682681,"c2e32ca25352381d"],"method":[0,1,1795923045682681,"c2e32ca25352381d"],"hyperparameters":[0,1,1795923045682681,"c2e32ca25352381d"],"training_file":[0,1,1795923045682681,"c2e32ca25352381d"],"created_at":[0,1,1795923045682681,"c2e32ca25352381d"],"started_at":[0,1,1795923045682681,"c2e32ca25352381d"],"finished_at":[0,1,1795923045682681,"c2e32ca25352381d"],"hardware":[0,1,1795923045682681,"c2e32ca25352381d"],"owner":[0,1,1795923045682681,"c2e32ca25352381d"],"metadata":[0,1,1795923045682681,"c2e32ca25352381d"],"url":[0,1,1795923045682681,"c2e32ca25352381d"]}', 'acme/support-bot', false, 'poll', true, '2026-11-29 03:30:45.694448+00', '2026-11-29 03:30:45.705572+00', '2026-11-29 03:30:45.705572+00', NULL, NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-11-29 03:30:42.569+00'),
	('job_40cf9243569d9b1380317f38', 'default', 'runpod', 'runpod', '00000002-0000-4000-8000-000000000002-u1', 'queued', 'IN_QUEUE', 0, false, 1795923107979320, 'c5c4c36945d9bff7', '{}', '{}', '00000002-0000-4000-8000-000000000002-u1', false, NULL, false, '2026-11-29 03:30:46.190061+00', '2026-11-29 03:31:47.981892+00', NULL, NULL, NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-11-29 03:30:46.190061+00'),
	('job_9904048ae4f5dc2fe28f7cbd', 'default', 'lab', 'generic', 'silent-2', 'running', 'running', 0, false, 2, 'fc176badd0f42d7e', '{"heartbeat_s":60,"step":5}', '{"heartbeat_s":[0,0,2,"fc176badd0f42d7e"],"step":[0,0,2,"fc176badd0f42d7e"]}', 'silent-2', false, NULL, false, '2026-11-29 03:30:26.741756+00', '2026-11-29 03:32:05.055+00', NULL, NULL, NULL, 0, false, 0, false, '2026-11-29 03:32:05.055+00', 180, '2026-11-29 03:35:05.055+00', NULL, '2026-11-29 03:30:26.741756+00'),
	('job_aefdc05bd1b997339ae4b7c8', 'research', 'openai-research', 'openai', 'ftjob-bdaa409a74ca5b83c6524cb9', 'failed', 'failed', 0, true, 1795923048530364, '31a6b5498dc83897', '{"name":"study","suffix":"study","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","seed":0,"created_at":"2026-11-29T03:20:48+00:00","finished_at":"2026-11-29T03:30:48+00:00","error_code":"server_error","error_message":"the data is empty"}', '{"name":[0,1,1795923048530364,"31a6b5498dc83897"],"suffix":[0,1,1795923048530364,"31a6b5498dc83897"],"base_model":[0,1,1795923048530364,"31a6b5498dc83897"],"method":[0,1,1795923048530364,"31a6b5498dc83897"],"hyperparameters":[0,1,1795923048530364,"31a6b5498dc83897"],"training_file":[0,1,1795923048530364,"31a6b5498dc83897"],"seed":[0,1,1795923048530364,"31a6b5498dc83897"],"created_at":[0,1,1795923048530364,"31a6b5498dc83897"],"finished_at":[0,1,1795923048530364,"31a6b5498dc83897"],"error_code":[0,1,1795923048530364,"31a6b5498dc83897"],"error_message":[0,1,1795923048530364,"31a6b5498dc83897"]}', 'study', false, 'webhook', false, '2026-11-29 03:30:48.529032+00', '2026-11-29 03:30:48.533514+00', '2026-11-29 03:30:48.533514+00', '2026-11-29 03:30:48.529032+00', NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-11-29 03:20:48+00'),
	('job_e208c78f6c213e30698f7c3d', 'default', 'openai-main', 'openai', 'ftjob-d0e2056fb19f8346ffbcab82', 'cancelled', 'cancelled', 0, true, 1795923048685205, '87d57639160d1f60', '{"step":2,"total_steps":30,"name":"expiring","suffix":"expiring","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","seed":7,"created_at":"2026-11-29T03:20:48+00:00","finished_at":"2026-11-29T03:30:48+00:00"}', '{"step":[0,1,1795923048685205,"87d57639160d1f60"],"total_steps":[0,1,1795923048685205,"87d57639160d1f60"],"name":[0,1,1795923048685205,"87d57639160d1f60"],"suffix":[0,1,1795923048685205,"87d57639160d1f60"],"base_model":[0,1,1795923048685205,"87d57639160d1f60"],"method":[0,1,1795923048685205,"87d57639160d1f60"],"hyperparameters":[0,1,1795923048685205,"87d57639160d1f60"],"training_file":[0,1,1795923048685205,"87d57639160d1f60"],"seed":[0,1,1795923048685205,"87d57639160d1f60"],"created_at":[0,1,1795923048685205,"87d57639160d1f60"],"finished_at":[0,1,1795923048685205,"87d57639160d1f60"]}', 'expiring', false, 'poll', false, '2026-11-29 03:30:48.711253+00', '2026-11-29 03:30:48.717544+00', '2026-11-29 03:30:48.717544+00', NULL, NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-11-29 03:20:48+00'),
	('job_b4fbf9fccfa91030fa9c6d5b', 'default', 'openai-main', 'openai', 'ftjob-e7aa94d1a6d0917520eda8f5', 'cancelled', 'cancelled', 0, true, 1795923048771739, '19ed879d9e18274d', '{"step":3,"total_steps":30,"name":"to-cancel","suffix":"to-cancel","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","seed":9,"created_at":"2026-11-29T03:20:48+00:00","finished_at":"2026-11-29T03:30:48+00:00"}', '{"step":[0,1,1795923048771739,"19ed879d9e18274d"],"total_steps":[0,1,1795923048771739,"19ed879d9e18274d"],"name":[0,1,1795923048771739,"19ed879d9e18274d"],"suffix":[0,1,1795923048771739,"19ed879d9e18274d"],"base_model":[0,1,1795923048771739,"19ed879d9e18274d"],"method":[0,1,1795923048771739,"19ed879d9e18274d"],"hyperparameters":[0,1,1795923048771739,"19ed879d9e18274d"],"training_file":[0,1,1795923048771739,"19ed879d9e18274d"],"seed":[0,1,1795923048771739,"19ed879d9e18274d"],"created_at":[0,1,1795923048771739,"19ed879d9e18274d"],"finished_at":[0,1,1795923048771739,"19ed879d9e18274d"]}', 'to-cancel', false, 'poll', false, '2026-11-29 03:30:48.698633+00', '2026-11-29 03:30:48.777592+00', '2026-11-29 03:30:48.761674+00', '2026-11-29 03:30:48.76514+00', NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-11-29 03:20:48+00'),
	('job_d3a847a7569136cb74cd31a6', 'default', 'openai-main', 'openai', 'ftjob-13e8f2b753fff4b34ac8b126', 'paused', 'paused', 0, false, 1795923131046567, '4657e58510706378', '{"name":"paused","suffix":"paused","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","seed":8,"created_at":"2026-11-29T03:20:48+00:00"}', '{"name":[0,0,1795923131046567,"4657e58510706378"],"suffix":[0,0,1795923131046567,"4657e58510706378"],"base_model":[0,0,1795923131046567,"4657e58510706378"],"method":[0,0,1795923131046567,"4657e58510706378"],"hyperparameters":[0,0,1795923131046567,"4657e58510706378"],"training_file":[0,0,1795923131046567,"4657e58510706378"],"seed":[0,0,1795923131046567,"4657e58510706378"],"created_at":[0,0,1795923131046567,"4657e58510706378"]}', 'paused', false, NULL, false, '2026-11-29 03:30:48.698633+00', '2026-11-29 03:32:11.05751+00', NULL, NULL, NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-11-29 03:20:48+00'),
	('job_ad44435534b1d3011356f4c8', 'default', 'openai-main', 'openai', 'ftjob-b95b8e0325e4e550c3fd58af', 'failed', 'failed', 0, true, 1795923048741304, '86e6a2ca234bdee8', '{"name":"typo","model_name":"typo","suffix":"typo","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":"auto","batch_size":"auto","learning_rate_multiplier":"auto"},"training_file":"file-586baf2d2df4f8594de9fe6a","validation_file":"file-de6e91cc6b385145ee1fed77","seed":6,"created_at":"2026-11-29T03:30:48+00:00","metadata":{"tunewatch_model":"typo"},"finished_at":"2026-11-29T03:30:48+00:00","error_code":"invalid_training_file","error_message":"The job failed due to an invalid training file: line 4 has no assistant message.","error_param":"training_file"}', '{"name":[0,1,1795923048741304,"86e6a2ca234bdee8"],"model_name":[0,1,1795923048741304,"86e6a2ca234bdee8"],"suffix":[0,1,1795923048741304,"86e6a2ca234bdee8"],"base_model":[0,1,1795923048741304,"86e6a2ca234bdee8"],"method":[0,1,1795923048741304,"86e6a2ca234bdee8"],"hyperparameters":[0,1,1795923048741304,"86e6a2ca234bdee8"],"training_file":[0,1,1795923048741304,"86e6a2ca234bdee8"],"validation_file":[0,1,1795923048741304,"86e6a2ca234bdee8"],"seed":[0,1,1795923048741304,"86e6a2ca234bdee8"],"created_at":[0,1,1795923048741304,"86e6a2ca234bdee8"],"metadata":[0,1,1795923048741304,"86e6a2ca234bdee8"],"finished_at":[0,1,1795923048741304,"86e6a2ca234bdee8"],"error_code":[0,1,1795923048741304,"86e6a2ca234bdee8"],"error_message":[0,1,1795923048741304,"86e6a2ca234bdee8"],"error_param":[0,1,1795923048741304,"86e6a2ca234bdee8"]}', 'typo', false, 'webhook', false, '2026-11-29 03:30:48.698633+00', '2026-11-29 03:30:48.743565+00', '2026-11-29 03:30:48.743565+00', '2026-11-29 03:30:48.739788+00', NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-11-29 03:30:48+00'),
	('job_2d59e9a14e5cffa82d9329a0', 'default', 'openai-main', 'openai', 'ftjob-b170295170caa9b499fb2175', 'succeeded', 'succeeded', 0, true, 1795923129138996, 'eac26d21c5fa8208', '{"name":"triage-v3","suffix":"triage-v3","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","seed":10,"created_at":"2026-11-29T03:22:09+00:00","step":30,"total_steps":30,"model_name":"support-triage","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v3:5597cf74","result_files":["file-88c13156caf00a8d38ba02ce"],"trained_tokens":144000,"finished_at":"2026-11-29T03:32:09+00:00","metadata":{"tunewatch_model":"support-triage"}}', '{"name":[0,1,1795923129138996,"eac26d21c5fa8208"],"suffix":[0,1,1795923129138996,"eac26d21c5fa8208"],"base_model":[0,1,1795923129138996,"eac26d21c5fa8208"],"method":[0,1,1795923129138996,"eac26d21c5fa8208"],"hyperparameters":[0,1,1795923129138996,"eac26d21c5fa8208"],"training_file":[0,1,1795923129138996,"eac26d21c5fa8208"],"seed":[0,1,1795923129138996,"eac26d21c5fa8208"],"created_at":[0,1,1795923129138996,"eac26d21c5fa8208"],"step":[0,1,1795923129138996,"eac26d21c5fa8208"],"total_steps":[0,1,1795923129138996,"eac26d21c5fa8208"],"model_name":[0,1,1795923129138996,"eac26d21c5fa8208"],"tuned_model":[0,1,1795923129138996,"eac26d21c5fa8208"],"result_files":[0,1,1795923129138996,"eac26d21c5fa8208"],"trained_tokens":[0,1,1795923129138996,"eac26d21c5fa8208"],"finished_at":[0,1,1795923129138996,"eac26d21c5fa8208"],"metadata":[0,1,1795923129138996,"eac26d21c5fa8208"]}', 'triage-v3', false, 'webhook', true, '2026-11-29 03:30:48.698633+00', '2026-11-29 03:32:09.145413+00', '2026-11-29 03:32:09.145413+00', '2026-11-29 03:32:09.136656+00', NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-11-29 03:22:09+00'),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 'default', 'openai-main', 'openai', 'ftjob-584a0a017ca7bf4bec32e659', 'succeeded', 'succeeded', 0, true, 1795923050131901, 'c9cd598bbdc15b5f', '{"name":"triage-v1","model_name":"support-triage","suffix":"triage-v1","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-d6cc36372b6c0209e32110a4","validation_file":"file-de6e91cc6b385145ee1fed77","seed":4,"created_at":"2026-11-29T03:30:48+00:00","metadata":{"tunewatch_model":"support-triage"},"step":12,"total_steps":12,"tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:a8ffabfc","result_files":["file-c4375652c9ca5f5d9432d65e"],"trained_tokens":104292,"finished_at":"2026-11-29T03:30:50+00:00"}', '{"name":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"model_name":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"suffix":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"base_model":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"method":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"hyperparameters":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"training_file":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"validation_file":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"seed":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"created_at":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"metadata":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"step":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"total_steps":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"tuned_model":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"result_files":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"trained_tokens":[0,1,1795923050131901,"c9cd598bbdc15b5f"],"finished_at":[0,1,1795923050131901,"c9cd598bbdc15b5f"]}', 'triage-v1', false, 'webhook', true, '2026-11-29 03:30:48.698633+00', '2026-11-29 03:30:50.134331+00', '2026-11-29 03:30:50.134331+00', '2026-11-29 03:30:50.130309+00', NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-11-29 03:30:48+00'),
	('job_9868d638778b904bc8da8acd', 'default', 'lab', 'generic', 'owed', 'failed', 'failed', 0, true, 1, '222f8209530ca3cd', '{"base_model":"llama-3","error_message":"the news of it is owed"}', '{"base_model":[0,1,1,"222f8209530ca3cd"],"error_message":[0,1,1,"222f8209530ca3cd"]}', 'owed', false, 'webhook', false, '2026-11-29 03:32:11.19937+00', '2026-11-29 03:32:11.19937+00', '2026-11-29 03:32:11.19937+00', NULL, NULL, 0, false, 0, false, '2026-11-29 03:32:11.19937+00', NULL, NULL, NULL, '2026-11-29 03:32:11.19937+00'),
	('job_74573b05286a6f43d846939d', 'default', 'openai-main', 'openai', 'ftjob-9a11e7a9902b0f25f00a81c8', 'succeeded', 'succeeded', 0, true, 1795923050799897, '32bfaa22ec0bb5cc', '{"name":"intent-v1","model_name":"intent","suffix":"intent-v1","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-3d6feb8c403460b6a0e26de4","validation_file":"file-de6e91cc6b385145ee1fed77","seed":5,"created_at":"2026-11-29T03:30:48+00:00","metadata":{"tunewatch_model":"intent"},"step":6,"total_steps":6,"tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:intent-v1:0d7ed40d","result_files":["file-130d751a6ce410d0036b1a5b"],"trained_tokens":104292,"finished_at":"2026-11-29T03:30:49+00:00"}', '{"name":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"model_name":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"suffix":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"base_model":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"method":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"hyperparameters":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"training_file":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"validation_file":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"seed":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"created_at":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"metadata":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"step":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"total_steps":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"tuned_model":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"result_files":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"trained_tokens":[0,1,1795923050799897,"32bfaa22ec0bb5cc"],"finished_at":[0,1,1795923050799897,"32bfaa22ec0bb5cc"]}', 'intent-v1', false, 'poll', true, '2026-11-29 03:30:48.698633+00', '2026-11-29 03:30:50.817762+00', '2026-11-29 03:30:50.817762+00', NULL, NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-11-29 03:30:48+00'),
	('job_aa8e50b7f3fe568d19a5906d', 'default', 'openai-main', 'openai', 'ftjob-7a861dfe25a9e00d559f6bb0', 'running', 'running', 0, false, 1795923131046567, 'a698321c54370fc9', '{"step":4,"total_steps":30,"name":"at-work","suffix":"at-work","base_model":"gpt-4.1-mini-2025-04-14","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","seed":11,"created_at":"2026-11-29T03:22:09+00:00"}', '{"step":[0,0,1795923131046567,"a698321c54370fc9"],"total_steps":[0,0,1795923131046567,"a698321c54370fc9"],"name":[0,0,1795923131046567,"a698321c54370fc9"],"suffix":[0,0,1795923131046567,"a698321c54370fc9"],"base_model":[0,0,1795923131046567,"a698321c54370fc9"],"method":[0,0,1795923131046567,"a698321c54370fc9"],"hyperparameters":[0,0,1795923131046567,"a698321c54370fc9"],"training_file":[0,0,1795923131046567,"a698321c54370fc9"],"seed":[0,0,1795923131046567,"a698321c54370fc9"],"created_at":[0,0,1795923131046567,"a698321c54370fc9"]}', 'at-work', false, NULL, false, '2026-11-29 03:32:11.05751+00', '2026-11-29 03:32:11.05751+00', NULL, '2026-11-29 03:32:11.173967+00', '2026-11-29 03:32:26.173967+00', 0, true, 0, false, NULL, NULL, NULL, NULL, '2026-11-29 03:22:09+00'),
	('job_5e30dada569473c654ea3fb0', 'default', 'together', 'together', 'ft-00000001-0000-4000-8000-000000000001', 'succeeded', 'completed', 0, true, 7183692193244000035, 'dd5889683aca81dd', '{"started_at":"2026-11-29T03:30:46.808000+00:00","step":30,"total_steps":30,"finished_at":"2026-11-29T03:30:48.311000+00:00","name":"support-bot","suffix":"support-bot","base_model":"Qwen/Qwen3-8B","tuned_model":"ml_00000001","artifact_uri":"s3://simulated/ft-00000001-0000-4000-8000-000000000001/model.tar.zst","method":"sft","hyperparameters":{"n_epochs":3,"n_checkpoints":3,"n_evals":3,"batch_size":8,"learning_rate":0.00001,"training_type":{"type":"Lora","lora_r":64,"lora_alpha":128},"training_method":{"method":"sft","train_on_inputs":"auto"}},"training_file":"file-00000000-0000-4000-8000-000000000001","result_files":["ml_00000001"],"trained_tokens":122880,"cost_usd":0.0589824,"created_at":"2026-11-29T03:30:46.205000+00:00","owner":"user-1","url":"https://api.together.ai/fine-tuning/ft-00000001-0000-4000-8000-000000000001"}', '{"started_at":[0,1,7183692193244000035,"dd5889683aca81dd"],"step":[0,1,7183692193244000035,"dd5889683aca81dd"],"total_steps":[0,1,7183692193244000035,"dd5889683aca81dd"],"finished_at":[0,1,7183692193244000035,"dd5889683aca81dd"],"name":[0,1,7183692193244000035,"dd5889683aca81dd"],"suffix":[0,1,7183692193244000035,"dd5889683aca81dd"],"base_model":[0,1,7183692193244000035,"dd5889683aca81dd"],"tuned_model":[0,1,7183692193244000035,"dd5889683aca81dd"],"artifact_uri":[0,1,7183692193244000035,"dd5889683aca81dd"],"method":[0,1,7183692193244000035,"dd5889683aca81dd"],"hyperparameters":[0,1,7183692193244000035,"dd5889683aca81dd"],"training_file":[0,1,7183692193244000035,"dd5889683aca81dd"],"result_files":[0,1,7183692193244000035,"dd5889683aca81dd"],"trained_tokens":[0,1,7183692193244000035,"dd5889683aca81dd"],"cost_usd":[0,1,7183692193244000035,"dd5889683aca81dd"],"created_at":[0,1,7183692193244000035,"dd5889683aca81dd"],"owner":[0,1,7183692193244000035,"dd5889683aca81dd"],"url":[0,1,7183692193244000035,"dd5889683aca81dd"]}', 'support-bot', false, 'poll', true, '2026-11-29 03:31:23.870818+00', '2026-11-29 03:31:23.88412+00', '2026-11-29 03:31:23.88412+00', NULL, NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-11-29 03:30:46.205+00'),
	('job_9d938d715ef09c95d7a5ec40', 'default', 'together', 'together', 'ft-00000002-0000-4000-8000-000000000002', 'failed', 'user_error', 0, true, 7183692193244000035, '6f6af54a8de9b1c0', '{"error_message":"line 3 is no JSON","finished_at":"2026-11-29T03:30:48.311000+00:00","name":"bad-data","suffix":"bad-data","base_model":"Qwen/Qwen3-8B","method":"sft","hyperparameters":{"n_epochs":3,"n_checkpoints":3,"n_evals":3,"batch_size":8,"learning_rate":0.00001,"training_type":{"type":"Lora","lora_r":64,"lora_alpha":128},"training_method":{"method":"sft","train_on_inputs":"auto"}},"training_file":"file-00000000-0000-4000-8000-000000000001","cost_usd":0.0,"created_at":"2026-11-29T03:30:48.311000+00:00","owner":"user-1","url":"https://api.together.ai/fine-tuning/ft-00000002-0000-4000-8000-000000000002","error_code":"user_error"}', '{"error_message":[0,1,7183692193244000035,"6f6af54a8de9b1c0"],"finished_at":[0,1,7183692193244000035,"6f6af54a8de9b1c0"],"name":[0,1,7183692193244000035,"6f6af54a8de9b1c0"],"suffix":[0,1,7183692193244000035,"6f6af54a8de9b1c0"],"base_model":[0,1,7183692193244000035,"6f6af54a8de9b1c0"],"method":[0,1,7183692193244000035,"6f6af54a8de9b1c0"],"hyperparameters":[0,1,7183692193244000035,"6f6af54a8de9b1c0"],"training_file":[0,1,7183692193244000035,"6f6af54a8de9b1c0"],"cost_usd":[0,1,7183692193244000035,"6f6af54a8de9b1c0"],"created_at":[0,1,7183692193244000035,"6f6af54a8de9b1c0"],"owner":[0,1,7183692193244000035,"6f6af54a8de9b1c0"],"url":[0,1,7183692193244000035,"6f6af54a8de9b1c0"],"error_code":[0,1,7183692193244000035,"6f6af54a8de9b1c0"]}', 'bad-data', false, 'poll', false, '2026-11-29 03:31:23.870818+00', '2026-11-29 03:31:23.88412+00', '2026-11-29 03:31:23.88412+00', NULL, NULL, 0, false, 0, false, NULL, NULL, NULL, NULL, '2026-11-29 03:30:48.311+00');
INSERT INTO public.metrics VALUES
	('job_9904048ae4f5dc2fe28f7cbd', 5, 'train_loss', 0.75),
	('job_2d59e9a14e5cffa82d9329a0', 1, 'train_loss', 2.006366106848133),
	('job_2d59e9a14e5cffa82d9329a0', 1, 'train_mean_token_accuracy', 0.36671032292660277),
	('job_2d59e9a14e5cffa82d9329a0', 2, 'train_loss', 1.7461013196868824),
	('job_2d59e9a14e5cffa82d9329a0', 2, 'train_mean_token_accuracy', 0.41767541809073483),
	('job_2d59e9a14e5cffa82d9329a0', 3, 'train_loss', 1.5367738404499558),
	('job_2d59e9a14e5cffa82d9329a0', 3, 'train_mean_token_accuracy', 0.46376054803742595),
	('job_2d59e9a14e5cffa82d9329a0', 4, 'train_loss', 1.2103886852440804),
	('job_2d59e9a14e5cffa82d9329a0', 4, 'train_mean_token_accuracy', 0.5459683114154966),
	('job_2d59e9a14e5cffa82d9329a0', 5, 'train_loss', 1.0601146582931629),
	('job_2d59e9a14e5cffa82d9329a0', 5, 'train_mean_token_accuracy', 0.5885712264250151),
	('job_2d59e9a14e5cffa82d9329a0', 6, 'train_loss', 0.9548673410382433),
	('job_2d59e9a14e5cffa82d9329a0', 6, 'train_mean_token_accuracy', 0.6203734332792912),
	('job_2d59e9a14e5cffa82d9329a0', 7, 'train_loss', 0.8410964964892554),
	('job_2d59e9a14e5cffa82d9329a0', 7, 'train_mean_token_accuracy', 0.6566866937777093),
	('job_2d59e9a14e5cffa82d9329a0', 8, 'train_loss', 0.7798681700773648),
	('job_2d59e9a14e5cffa82d9329a0', 8, 'train_mean_token_accuracy', 0.6771015041467217),
	('job_2d59e9a14e5cffa82d9329a0', 9, 'train_loss', 0.6483541043175091),
	('job_2d59e9a14e5cffa82d9329a0', 9, 'train_mean_token_accuracy', 0.7231222006984719),
	('job_2d59e9a14e5cffa82d9329a0', 10, 'train_loss', 0.6181247000586707),
	('job_2d59e9a14e5cffa82d9329a0', 10, 'train_mean_token_accuracy', 0.7341349952607586),
	('job_2d59e9a14e5cffa82d9329a0', 11, 'train_loss', 0.5425695056584205),
	('job_2d59e9a14e5cffa82d9329a0', 11, 'train_mean_token_accuracy', 0.7623993701152414),
	('job_2d59e9a14e5cffa82d9329a0', 12, 'train_loss', 0.4766679942929235),
	('job_2d59e9a14e5cffa82d9329a0', 12, 'train_mean_token_accuracy', 0.787939477602836),
	('job_2d59e9a14e5cffa82d9329a0', 13, 'train_loss', 0.4473129666775285),
	('job_2d59e9a14e5cffa82d9329a0', 13, 'train_mean_token_accuracy', 0.7995897596020698),
	('job_2d59e9a14e5cffa82d9329a0', 14, 'train_loss', 0.36447152930159593),
	('job_2d59e9a14e5cffa82d9329a0', 14, 'train_mean_token_accuracy', 0.8334048298528398),
	('job_2d59e9a14e5cffa82d9329a0', 15, 'train_loss', 0.3669845822254615),
	('job_2d59e9a14e5cffa82d9329a0', 15, 'train_mean_token_accuracy', 0.8323582922694053),
	('job_2d59e9a14e5cffa82d9329a0', 16, 'train_loss', 0.3187842907627462),
	('job_2d59e9a14e5cffa82d9329a0', 16, 'train_mean_token_accuracy', 0.8526619259640985),
	('job_2d59e9a14e5cffa82d9329a0', 17, 'train_loss', 0.30677566197924105),
	('job_2d59e9a14e5cffa82d9329a0', 17, 'train_mean_token_accuracy', 0.8577969770406985),
	('job_2d59e9a14e5cffa82d9329a0', 18, 'train_loss', 0.2630803586729143),
	('job_2d59e9a14e5cffa82d9329a0', 18, 'train_mean_token_accuracy', 0.87674404743602),
	('job_2d59e9a14e5cffa82d9329a0', 19, 'train_loss', 0.25770917175505964),
	('job_2d59e9a14e5cffa82d9329a0', 19, 'train_mean_token_accuracy', 0.8791017900669772),
	('job_7417c6335d9c7509030d5ba4', 1, 'train_loss', 1.911681325292106),
	('job_7417c6335d9c7509030d5ba4', 1, 'train_mean_token_accuracy', 0.38448878329521424),
	('job_7417c6335d9c7509030d5ba4', 2, 'train_loss', 1.7842220213967874),
	('job_7417c6335d9c7509030d5ba4', 2, 'train_mean_token_accuracy', 0.4097897684376001),
	('job_7417c6335d9c7509030d5ba4', 3, 'train_loss', 1.3872952850995415),
	('job_7417c6335d9c7509030d5ba4', 3, 'train_mean_token_accuracy', 0.4997498316101938),
	('job_7417c6335d9c7509030d5ba4', 4, 'train_loss', 1.32090298008659),
	('job_7417c6335d9c7509030d5ba4', 4, 'train_mean_token_accuracy', 0.5166180339307158),
	('job_7417c6335d9c7509030d5ba4', 5, 'train_loss', 1.0540173201672212),
	('job_7417c6335d9c7509030d5ba4', 5, 'train_mean_token_accuracy', 0.5903683232992851),
	('job_7417c6335d9c7509030d5ba4', 6, 'train_loss', 0.9500110520918403);
INSERT INTO public.metrics VALUES
	('job_7417c6335d9c7509030d5ba4', 6, 'train_mean_token_accuracy', 0.6218816199091363),
	('job_7417c6335d9c7509030d5ba4', 7, 'train_loss', 0.8184790376356802),
	('job_7417c6335d9c7509030d5ba4', 7, 'train_mean_token_accuracy', 0.6641551356167046),
	('job_7417c6335d9c7509030d5ba4', 8, 'train_loss', 0.7880505919807724),
	('job_7417c6335d9c7509030d5ba4', 8, 'train_mean_token_accuracy', 0.674336998002474),
	('job_7417c6335d9c7509030d5ba4', 9, 'train_loss', 0.6527105237678293),
	('job_7417c6335d9c7509030d5ba4', 9, 'train_mean_token_accuracy', 0.7215488031054954),
	('job_7417c6335d9c7509030d5ba4', 10, 'train_loss', 0.5738109959407396),
	('job_7417c6335d9c7509030d5ba4', 10, 'train_mean_token_accuracy', 0.7505826570700825),
	('job_7417c6335d9c7509030d5ba4', 11, 'train_loss', 0.5432182765368858),
	('job_2d59e9a14e5cffa82d9329a0', 20, 'train_loss', 0.22964868618015824),
	('job_2d59e9a14e5cffa82d9329a0', 20, 'train_mean_token_accuracy', 0.8915227322817906),
	('job_2d59e9a14e5cffa82d9329a0', 21, 'train_loss', 0.22215848799269677),
	('job_2d59e9a14e5cffa82d9329a0', 21, 'train_mean_token_accuracy', 0.8948678332159382),
	('job_2d59e9a14e5cffa82d9329a0', 22, 'train_loss', 0.21394593571753626),
	('job_2d59e9a14e5cffa82d9329a0', 22, 'train_mean_token_accuracy', 0.8985499623914941),
	('job_2d59e9a14e5cffa82d9329a0', 23, 'train_loss', 0.2060059310360347),
	('job_2d59e9a14e5cffa82d9329a0', 23, 'train_mean_token_accuracy', 0.9021242982116895),
	('job_2d59e9a14e5cffa82d9329a0', 24, 'train_loss', 0.18154275106874057),
	('job_2d59e9a14e5cffa82d9329a0', 24, 'train_mean_token_accuracy', 0.9132264729486773),
	('job_2d59e9a14e5cffa82d9329a0', 25, 'train_loss', 0.19116886738947028),
	('job_2d59e9a14e5cffa82d9329a0', 25, 'train_mean_token_accuracy', 0.9088416215579547),
	('job_2d59e9a14e5cffa82d9329a0', 26, 'train_loss', 0.16364646472482983),
	('job_2d59e9a14e5cffa82d9329a0', 26, 'train_mean_token_accuracy', 0.9214348241583081),
	('job_2d59e9a14e5cffa82d9329a0', 27, 'train_loss', 0.15885679642851103),
	('job_2d59e9a14e5cffa82d9329a0', 27, 'train_mean_token_accuracy', 0.9236441521716742),
	('job_2d59e9a14e5cffa82d9329a0', 28, 'train_loss', 0.17172577602128763),
	('job_2d59e9a14e5cffa82d9329a0', 28, 'train_mean_token_accuracy', 0.9177200530162566),
	('job_2d59e9a14e5cffa82d9329a0', 29, 'train_loss', 0.16139136709837043),
	('job_aa8e50b7f3fe568d19a5906d', 1, 'train_loss', 2.0484095477337187),
	('job_aa8e50b7f3fe568d19a5906d', 1, 'train_mean_token_accuracy', 0.35908190321047945),
	('job_7417c6335d9c7509030d5ba4', 11, 'train_mean_token_accuracy', 0.7621520989684439),
	('job_7417c6335d9c7509030d5ba4', 12, 'train_loss', 0.4835009287662503),
	('job_7417c6335d9c7509030d5ba4', 12, 'train_mean_token_accuracy', 0.785252101473358),
	('job_7417c6335d9c7509030d5ba4', 13, 'train_loss', 0.40929193624044113),
	('job_7417c6335d9c7509030d5ba4', 13, 'train_mean_token_accuracy', 0.8149357785915919),
	('job_7417c6335d9c7509030d5ba4', 14, 'train_loss', 0.401987934123351),
	('job_7417c6335d9c7509030d5ba4', 14, 'train_mean_token_accuracy', 0.8179173659839983),
	('job_7417c6335d9c7509030d5ba4', 15, 'train_loss', 0.3654325247332038),
	('job_7417c6335d9c7509030d5ba4', 15, 'train_mean_token_accuracy', 0.8330044769277913),
	('job_7417c6335d9c7509030d5ba4', 16, 'train_loss', 0.3049349489555756),
	('job_7417c6335d9c7509030d5ba4', 16, 'train_mean_token_accuracy', 0.8585868194869143),
	('job_7417c6335d9c7509030d5ba4', 17, 'train_loss', 0.2994529302579369),
	('job_7417c6335d9c7509030d5ba4', 17, 'train_mean_token_accuracy', 0.860943442272977),
	('job_7417c6335d9c7509030d5ba4', 18, 'train_loss', 0.2748421233116738),
	('job_7417c6335d9c7509030d5ba4', 18, 'train_mean_token_accuracy', 0.8716031501910789),
	('job_7417c6335d9c7509030d5ba4', 19, 'train_loss', 0.24381656351948292),
	('job_7417c6335d9c7509030d5ba4', 19, 'train_mean_token_accuracy', 0.885229556476506),
	('job_7417c6335d9c7509030d5ba4', 20, 'train_loss', 0.22443432290170773),
	('job_7417c6335d9c7509030d5ba4', 20, 'train_mean_token_accuracy', 0.8938501266319043);
INSERT INTO public.metrics VALUES
	('job_7417c6335d9c7509030d5ba4', 21, 'train_loss', 0.2178596152762051),
	('job_7417c6335d9c7509030d5ba4', 21, 'train_mean_token_accuracy', 0.8967933633333575),
	('job_7417c6335d9c7509030d5ba4', 22, 'train_loss', 0.20376826385083593),
	('job_7417c6335d9c7509030d5ba4', 22, 'train_mean_token_accuracy', 0.9031341900263248),
	('job_7417c6335d9c7509030d5ba4', 23, 'train_loss', 0.20635202658483548),
	('job_7417c6335d9c7509030d5ba4', 23, 'train_mean_token_accuracy', 0.9019682011161684),
	('job_7417c6335d9c7509030d5ba4', 24, 'train_loss', 0.20016923334763573),
	('job_7417c6335d9c7509030d5ba4', 24, 'train_mean_token_accuracy', 0.9047608569425176),
	('job_7417c6335d9c7509030d5ba4', 25, 'train_loss', 0.18977023341117905),
	('job_7417c6335d9c7509030d5ba4', 25, 'train_mean_token_accuracy', 0.9094774122280506),
	('job_7417c6335d9c7509030d5ba4', 26, 'train_loss', 0.17574290483996904),
	('job_7417c6335d9c7509030d5ba4', 26, 'train_mean_token_accuracy', 0.9158786031344618),
	('job_7417c6335d9c7509030d5ba4', 27, 'train_loss', 0.1646916120880447),
	('job_7417c6335d9c7509030d5ba4', 27, 'train_mean_token_accuracy', 0.9209534323621831),
	('job_7417c6335d9c7509030d5ba4', 28, 'train_loss', 0.1719052695098058),
	('job_7417c6335d9c7509030d5ba4', 28, 'train_mean_token_accuracy', 0.9176376943251245),
	('job_7417c6335d9c7509030d5ba4', 29, 'train_loss', 0.15335376231160547),
	('job_7417c6335d9c7509030d5ba4', 29, 'train_mean_token_accuracy', 0.9261890744051826),
	('job_7417c6335d9c7509030d5ba4', 30, 'train_loss', 0.15557595395095403),
	('job_7417c6335d9c7509030d5ba4', 30, 'train_mean_token_accuracy', 0.9251605610906164),
	('job_8538db61164e0418341021a1', 3, 'train_loss', 0.5),
	('job_b788c001a7a9f6c5b3d50691', 300, 'eval_loss', 0.27),
	('job_b788c001a7a9f6c5b3d50691', 300, 'train_loss', 0.15),
	('job_68633b78fdc9bee8fb09c22f', 7, 'train_loss', 0.25),
	('job_2f34aa8db728dadea7662882', 20, 'epoch', 0.3),
	('job_2f34aa8db728dadea7662882', 20, 'grad_norm', NULL),
	('job_2f34aa8db728dadea7662882', 20, 'learning_rate', 2e-05),
	('job_2f34aa8db728dadea7662882', 20, 'train_loss', 1.5312),
	('job_df753c76ade276b21a5c25d0', 20, 'train_loss', 1.0303),
	('job_df753c76ade276b21a5c25d0', 40, 'train_loss', 0.7005),
	('job_df753c76ade276b21a5c25d0', 60, 'train_loss', 0.5449),
	('job_df753c76ade276b21a5c25d0', 80, 'train_loss', 0.4002),
	('job_df753c76ade276b21a5c25d0', 100, 'train_loss', 0.3586),
	('job_28deacc5d7f0cc7ec637251c', 10, 'learning_rate', 1e-05),
	('job_28deacc5d7f0cc7ec637251c', 10, 'train_loss', 1.032),
	('job_28deacc5d7f0cc7ec637251c', 20, 'learning_rate', 1e-05),
	('job_28deacc5d7f0cc7ec637251c', 20, 'train_loss', 0.748),
	('job_28deacc5d7f0cc7ec637251c', 30, 'learning_rate', 1e-05),
	('job_28deacc5d7f0cc7ec637251c', 30, 'train_loss', 0.5414),
	('job_28deacc5d7f0cc7ec637251c', 40, 'learning_rate', 1e-05),
	('job_28deacc5d7f0cc7ec637251c', 40, 'train_loss', 0.4414),
	('job_28deacc5d7f0cc7ec637251c', 50, 'learning_rate', 1e-05),
	('job_28deacc5d7f0cc7ec637251c', 50, 'train_loss', 0.4083),
	('job_e208c78f6c213e30698f7c3d', 1, 'train_loss', 1.8266856858114813),
	('job_e208c78f6c213e30698f7c3d', 1, 'train_mean_token_accuracy', 0.4011808953063192),
	('job_e208c78f6c213e30698f7c3d', 2, 'train_loss', 1.5988913306400636),
	('job_e208c78f6c213e30698f7c3d', 2, 'train_mean_token_accuracy', 0.4495781117939648),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 1, 'train_loss', 1.6678254942758555),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 1, 'train_mean_token_accuracy', 0.43434646924326237),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 1, 'valid_loss', 1.7047741664016003);
INSERT INTO public.metrics VALUES
	('job_6d0c1a10f89c7ce9ca8c8b5e', 1, 'valid_mean_token_accuracy', 0.4263958737171902),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 8, 'valid_mean_token_accuracy', 0.8113640394685602),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 9, 'train_loss', 0.20560745791446322),
	('job_b4fbf9fccfa91030fa9c6d5b', 1, 'train_loss', 2.027064487525061),
	('job_b4fbf9fccfa91030fa9c6d5b', 1, 'train_mean_token_accuracy', 0.36293473881370164),
	('job_b4fbf9fccfa91030fa9c6d5b', 2, 'train_loss', 1.6938036759267663),
	('job_b4fbf9fccfa91030fa9c6d5b', 2, 'train_mean_token_accuracy', 0.4287411860790228),
	('job_b4fbf9fccfa91030fa9c6d5b', 3, 'train_loss', 1.3832944329703105),
	('job_b4fbf9fccfa91030fa9c6d5b', 3, 'train_mean_token_accuracy', 0.5007505447917867),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 2, 'train_loss', 1.0908070335644053),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 2, 'train_mean_token_accuracy', 0.5796078546494967),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 2, 'valid_loss', 1.3632290642936518),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 2, 'valid_mean_token_accuracy', 0.5057997028928872),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 3, 'train_loss', 0.7893919370789725),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 3, 'train_mean_token_accuracy', 0.6738848903141258),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 3, 'valid_loss', 0.9653050104893788),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 3, 'valid_mean_token_accuracy', 0.6171442405038209),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 4, 'full_valid_loss', 0.7985733363117027),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 4, 'full_valid_mean_token_accuracy', 0.6707983772544099),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 4, 'train_loss', 0.6178464430052304),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 4, 'train_mean_token_accuracy', 0.7342371414866251),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 4, 'valid_loss', 0.762417139811257),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 4, 'valid_mean_token_accuracy', 0.6830354141305004),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 5, 'train_loss', 0.46488707099324594),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 5, 'train_mean_token_accuracy', 0.7925945015382199),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 5, 'valid_loss', 0.6244095738507117),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 5, 'valid_mean_token_accuracy', 0.7318316433294871),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 6, 'train_loss', 0.3738569118443201),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 6, 'train_mean_token_accuracy', 0.829503080295471),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 6, 'valid_loss', 0.529004521069671),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 6, 'valid_mean_token_accuracy', 0.7675879137063933),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 7, 'train_loss', 0.3005808428170984),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 7, 'train_mean_token_accuracy', 0.8604580446967139),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 7, 'valid_loss', 0.45453899836602646),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 7, 'valid_mean_token_accuracy', 0.796706041727889),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 8, 'full_valid_loss', 0.43455284357251434),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 8, 'full_valid_mean_token_accuracy', 0.8047074998741895),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 8, 'train_loss', 0.22321253876761163),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 8, 'train_mean_token_accuracy', 0.8943963394049319),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 8, 'valid_loss', 0.4180768966175909),
	('job_5e30dada569473c654ea3fb0', 1, 'grad_norm', 1),
	('job_5e30dada569473c654ea3fb0', 1, 'train_loss', 2.0833),
	('job_5e30dada569473c654ea3fb0', 2, 'grad_norm', 0.5),
	('job_5e30dada569473c654ea3fb0', 2, 'train_loss', 1.7857),
	('job_5e30dada569473c654ea3fb0', 3, 'grad_norm', 0.3333333333333333),
	('job_5e30dada569473c654ea3fb0', 18, 'train_loss', 0.5435),
	('job_5e30dada569473c654ea3fb0', 19, 'grad_norm', 0.05263157894736842),
	('job_5e30dada569473c654ea3fb0', 19, 'train_loss', 0.5208),
	('job_5e30dada569473c654ea3fb0', 20, 'grad_norm', 0.05),
	('job_5e30dada569473c654ea3fb0', 20, 'train_loss', 0.5);
INSERT INTO public.metrics VALUES
	('job_5e30dada569473c654ea3fb0', 20, 'valid_loss', 0.55),
	('job_5e30dada569473c654ea3fb0', 21, 'grad_norm', 0.047619047619047616),
	('job_5e30dada569473c654ea3fb0', 21, 'train_loss', 0.4808),
	('job_5e30dada569473c654ea3fb0', 22, 'grad_norm', 0.045454545454545456),
	('job_5e30dada569473c654ea3fb0', 22, 'train_loss', 0.463),
	('job_5e30dada569473c654ea3fb0', 23, 'grad_norm', 0.043478260869565216),
	('job_5e30dada569473c654ea3fb0', 23, 'train_loss', 0.4464),
	('job_5e30dada569473c654ea3fb0', 24, 'grad_norm', 0.041666666666666664),
	('job_5e30dada569473c654ea3fb0', 24, 'train_loss', 0.431),
	('job_5e30dada569473c654ea3fb0', 25, 'grad_norm', 0.04),
	('job_5e30dada569473c654ea3fb0', 25, 'train_loss', NULL),
	('job_5e30dada569473c654ea3fb0', 26, 'grad_norm', 0.038461538461538464),
	('job_5e30dada569473c654ea3fb0', 26, 'train_loss', NULL),
	('job_5e30dada569473c654ea3fb0', 27, 'grad_norm', 0.037037037037037035),
	('job_5e30dada569473c654ea3fb0', 27, 'train_loss', NULL),
	('job_5e30dada569473c654ea3fb0', 28, 'grad_norm', 0.03571428571428571),
	('job_5e30dada569473c654ea3fb0', 28, 'train_loss', NULL),
	('job_5e30dada569473c654ea3fb0', 29, 'grad_norm', 0.034482758620689655),
	('job_5e30dada569473c654ea3fb0', 29, 'train_loss', NULL),
	('job_5e30dada569473c654ea3fb0', 30, 'grad_norm', 0.03333333333333333),
	('job_5e30dada569473c654ea3fb0', 30, 'train_loss', NULL),
	('job_5e30dada569473c654ea3fb0', 30, 'valid_loss', NULL),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 9, 'train_mean_token_accuracy', 0.9023040522604611),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 9, 'valid_loss', 0.36911928421408097),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 9, 'valid_mean_token_accuracy', 0.8314703477770463),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 10, 'train_loss', 0.17614994910221513),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 10, 'train_mean_token_accuracy', 0.915692220536437),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 10, 'valid_loss', 0.34692391591910116),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 10, 'valid_mean_token_accuracy', 0.8407491343661015),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 11, 'train_loss', 0.16983424676470887),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 11, 'train_mean_token_accuracy', 0.9185884107473579),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 11, 'valid_loss', 0.3341552008582062),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 11, 'valid_mean_token_accuracy', 0.8461339484320094),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 12, 'full_valid_loss', 0.3533288927303089),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 12, 'full_valid_mean_token_accuracy', 0.8380609517455943),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 12, 'train_loss', 0.16131379626337608),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 12, 'train_mean_token_accuracy', 0.9225101521091064),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 12, 'valid_loss', 0.3364402510310602),
	('job_6d0c1a10f89c7ce9ca8c8b5e', 12, 'valid_mean_token_accuracy', 0.8451677712154033),
	('job_74573b05286a6f43d846939d', 1, 'train_loss', 1.163732932012545),
	('job_74573b05286a6f43d846939d', 1, 'train_mean_token_accuracy', 0.5588543099484302),
	('job_74573b05286a6f43d846939d', 1, 'valid_loss', 1.310400456189278),
	('job_74573b05286a6f43d846939d', 1, 'valid_mean_token_accuracy', 0.5193380661044372),
	('job_74573b05286a6f43d846939d', 2, 'full_valid_loss', 0.7985733363117027),
	('job_74573b05286a6f43d846939d', 2, 'full_valid_mean_token_accuracy', 0.6707983772544099),
	('job_74573b05286a6f43d846939d', 2, 'train_loss', 0.6165306143823103),
	('job_74573b05286a6f43d846939d', 2, 'train_mean_token_accuracy', 0.7347203655525987),
	('job_74573b05286a6f43d846939d', 2, 'valid_loss', 0.815938436628401),
	('job_74573b05286a6f43d846939d', 2, 'valid_mean_token_accuracy', 0.6649993483083542),
	('job_74573b05286a6f43d846939d', 3, 'train_loss', 0.33381645801476073);
INSERT INTO public.metrics VALUES
	('job_74573b05286a6f43d846939d', 3, 'train_mean_token_accuracy', 0.8462772714788946),
	('job_74573b05286a6f43d846939d', 3, 'valid_loss', 0.5204624302024327),
	('job_74573b05286a6f43d846939d', 3, 'valid_mean_token_accuracy', 0.7708733276418953),
	('job_74573b05286a6f43d846939d', 4, 'full_valid_loss', 0.43455284357251434),
	('job_74573b05286a6f43d846939d', 4, 'full_valid_mean_token_accuracy', 0.8047074998741895),
	('job_74573b05286a6f43d846939d', 4, 'train_loss', 0.24599518718225022),
	('job_74573b05286a6f43d846939d', 4, 'train_mean_token_accuracy', 0.8842657904633064),
	('job_74573b05286a6f43d846939d', 4, 'valid_loss', 0.4021497963022441),
	('job_74573b05286a6f43d846939d', 4, 'valid_mean_token_accuracy', 0.8178511737190342),
	('job_74573b05286a6f43d846939d', 5, 'train_loss', 0.19207104939447955),
	('job_74573b05286a6f43d846939d', 5, 'train_mean_token_accuracy', 0.908431743732818),
	('job_74573b05286a6f43d846939d', 5, 'valid_loss', 0.3480871635990769),
	('job_74573b05286a6f43d846939d', 5, 'valid_mean_token_accuracy', 0.8402602768054921),
	('job_74573b05286a6f43d846939d', 6, 'full_valid_loss', 0.3533288927303089),
	('job_74573b05286a6f43d846939d', 6, 'full_valid_mean_token_accuracy', 0.8380609517455943),
	('job_74573b05286a6f43d846939d', 6, 'train_loss', 0.16333146243608954),
	('job_74573b05286a6f43d846939d', 6, 'train_mean_token_accuracy', 0.921579962627013),
	('job_74573b05286a6f43d846939d', 6, 'valid_loss', 0.3270961532038288),
	('job_74573b05286a6f43d846939d', 6, 'valid_mean_token_accuracy', 0.8491256749432012),
	('job_2d59e9a14e5cffa82d9329a0', 29, 'train_mean_token_accuracy', 0.9224743728615724),
	('job_2d59e9a14e5cffa82d9329a0', 30, 'train_loss', 0.1562226380775586),
	('job_2d59e9a14e5cffa82d9329a0', 30, 'train_mean_token_accuracy', 0.9248614661235053),
	('job_aa8e50b7f3fe568d19a5906d', 2, 'train_loss', 1.6765051230658137),
	('job_aa8e50b7f3fe568d19a5906d', 2, 'train_mean_token_accuracy', 0.43246557051139606),
	('job_aa8e50b7f3fe568d19a5906d', 3, 'train_loss', 1.5553299138607444),
	('job_aa8e50b7f3fe568d19a5906d', 3, 'train_mean_token_accuracy', 0.4594776597707351),
	('job_aa8e50b7f3fe568d19a5906d', 4, 'train_loss', 1.2840073268782526),
	('job_aa8e50b7f3fe568d19a5906d', 4, 'train_mean_token_accuracy', 0.526236965236486),
	('job_5e30dada569473c654ea3fb0', 3, 'train_loss', 1.5625),
	('job_5e30dada569473c654ea3fb0', 4, 'grad_norm', 0.25),
	('job_5e30dada569473c654ea3fb0', 4, 'train_loss', 1.3889),
	('job_5e30dada569473c654ea3fb0', 5, 'grad_norm', 0.2),
	('job_5e30dada569473c654ea3fb0', 5, 'train_loss', 1.25),
	('job_5e30dada569473c654ea3fb0', 6, 'grad_norm', 0.16666666666666666),
	('job_5e30dada569473c654ea3fb0', 6, 'train_loss', 1.1364),
	('job_5e30dada569473c654ea3fb0', 7, 'grad_norm', 0.14285714285714285),
	('job_5e30dada569473c654ea3fb0', 7, 'train_loss', 1.0417),
	('job_5e30dada569473c654ea3fb0', 8, 'grad_norm', 0.125),
	('job_5e30dada569473c654ea3fb0', 8, 'train_loss', 0.9615),
	('job_5e30dada569473c654ea3fb0', 9, 'grad_norm', 0.1111111111111111),
	('job_5e30dada569473c654ea3fb0', 9, 'train_loss', 0.8929),
	('job_5e30dada569473c654ea3fb0', 10, 'grad_norm', 0.1),
	('job_5e30dada569473c654ea3fb0', 10, 'train_loss', 0.8333),
	('job_5e30dada569473c654ea3fb0', 10, 'valid_loss', 0.9166),
	('job_5e30dada569473c654ea3fb0', 11, 'grad_norm', 0.09090909090909091),
	('job_5e30dada569473c654ea3fb0', 11, 'train_loss', 0.7812),
	('job_5e30dada569473c654ea3fb0', 12, 'grad_norm', 0.08333333333333333),
	('job_5e30dada569473c654ea3fb0', 12, 'train_loss', 0.7353),
	('job_5e30dada569473c654ea3fb0', 13, 'grad_norm', 0.07692307692307693),
	('job_5e30dada569473c654ea3fb0', 13, 'train_loss', 0.6944);
INSERT INTO public.metrics VALUES
	('job_5e30dada569473c654ea3fb0', 14, 'grad_norm', 0.07142857142857142),
	('job_5e30dada569473c654ea3fb0', 14, 'train_loss', 0.6579),
	('job_5e30dada569473c654ea3fb0', 15, 'grad_norm', 0.06666666666666667),
	('job_5e30dada569473c654ea3fb0', 15, 'train_loss', 0.625),
	('job_5e30dada569473c654ea3fb0', 16, 'grad_norm', 0.0625),
	('job_5e30dada569473c654ea3fb0', 16, 'train_loss', 0.5952),
	('job_5e30dada569473c654ea3fb0', 17, 'grad_norm', 0.058823529411764705),
	('job_5e30dada569473c654ea3fb0', 17, 'train_loss', 0.5682),
	('job_5e30dada569473c654ea3fb0', 18, 'grad_norm', 0.05555555555555555);
INSERT INTO public.models VALUES
	('mdl_c880b75c44508afe1c01ca39', 'default', 'legacy-bot', 2, '2026-11-29 03:30:20.617665+00'),
	('mdl_f2db2d2a5188799ede3b65e6', 'default', 'tone', 1, '2026-11-29 03:30:24.590221+00'),
	('mdl_02784f225aaacca6244ca404', 'default', 'acme/intent', 1, '2026-11-29 03:30:42.574514+00'),
	('mdl_9d49df9683c5e0cb304a0a09', 'default', 'acme/support-bot', 1, '2026-11-29 03:30:45.705572+00'),
	('mdl_aa304817c9a022d1c2387adc', 'default', 'intent', 1, '2026-11-29 03:30:50.817762+00'),
	('mdl_3a7577bf0dc93e4fb406f3a5', 'default', 'support-bot', 3, '2026-11-29 03:30:26.812375+00'),
	('mdl_2e1f5400486e736ce73d722d', 'default', 'support-triage', 2, '2026-11-29 03:30:50.134331+00');
INSERT INTO public.notifications VALUES
	('ntf_ff57210ccb4e9e972cec8f39', 'evt_e59e9afff08a36f6ca0606cf', 'account.failing', 'everything', 'hook', 'default', 'openai-closed', 'openai', 'openai-closed', NULL, NULL, '{"failing_since":"2026-11-29T03:30:20.618808+00:00","reason":"job list: HTTP 401","key_end":"…ed"}', '2026-11-29 03:30:20.618808+00'),
	('ntf_b5de23703c7d94be7306e5ec', 'evt_e59e9afff08a36f6ca0606cf', 'account.failing', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'openai-closed', 'openai', 'openai-closed', NULL, NULL, '{"failing_since":"2026-11-29T03:30:20.618808+00:00","reason":"job list: HTTP 401","key_end":"…ed"}', '2026-11-29 03:30:20.618808+00'),
	('ntf_72227822ab5db1099b5299ab', 'evt_89e791b9875a87c846acbac9', 'job.cancelled', 'everything', 'hook', 'default', 'lab', 'generic', 'job_44ec385692a5203d3882d6c8', 'job_44ec385692a5203d3882d6c8', 'cancelled', NULL, '2026-11-29 03:30:20.715714+00'),
	('ntf_02ee158f8fc02d370647c167', 'evt_89e791b9875a87c846acbac9', 'job.cancelled', 'sub_81c3879ffe237cc8a391bdf3', 'closed', 'default', 'lab', 'generic', 'job_44ec385692a5203d3882d6c8', 'job_44ec385692a5203d3882d6c8', 'cancelled', NULL, '2026-11-29 03:30:20.715714+00'),
	('ntf_7d370e1b526347d87f140e83', 'evt_275eb32bc932127cdac4059f', 'job.succeeded', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'openai-main', 'openai', 'job_7417c6335d9c7509030d5ba4', 'job_7417c6335d9c7509030d5ba4', 'succeeded', NULL, '2026-11-29 03:30:24.590221+00'),
	('ntf_209a63bd29112f2bceae1bd8', 'evt_275eb32bc932127cdac4059f', 'job.succeeded', 'everything', 'hook', 'default', 'openai-main', 'openai', 'job_7417c6335d9c7509030d5ba4', 'job_7417c6335d9c7509030d5ba4', 'succeeded', NULL, '2026-11-29 03:30:24.590221+00'),
	('ntf_903b972760914b821e58466d', 'evt_8de31c7775278f83a4a082a1', 'model.registered', 'everything', 'hook', 'default', 'openai-main', 'openai', 'ver_12f254d97d99ef2d38d009f3', 'job_7417c6335d9c7509030d5ba4', NULL, NULL, '2026-11-29 03:30:24.957112+00'),
	('ntf_64b2703f2e2608d1ab7ebf73', 'evt_5d241f3fd791759173cb2a47', 'test', 'test', 'team', 'default', 'tunewatch', 'tunewatch', 'test_bb2b261977b74c0c', NULL, NULL, NULL, '2026-11-29 03:30:24.992688+00'),
	('ntf_07c3c2c3b4bc47cba995f447', 'evt_b29a165247c124120682f64e', 'job.paused', 'everything', 'hook', 'default', 'lab', 'generic', 'job_6a7b9cd1e0411f980f6d3f8a', 'job_6a7b9cd1e0411f980f6d3f8a', 'paused', NULL, '2026-11-29 03:30:26.663011+00'),
	('ntf_9db5b949d74a324cfa70bf1c', 'evt_f0e2ad9354a148299b591063', 'job.started', 'everything', 'hook', 'default', 'lab', 'generic', 'job_a42bc1c399c390d89e22d586', 'job_a42bc1c399c390d89e22d586', 'running', NULL, '2026-11-29 03:30:26.715979+00'),
	('ntf_5d8432beb250c0a9e0a5a320', 'evt_7fea8751be8174fd0a44d2f5', 'job.started', 'everything', 'hook', 'default', 'lab', 'generic', 'job_9904048ae4f5dc2fe28f7cbd', 'job_9904048ae4f5dc2fe28f7cbd', 'running', NULL, '2026-11-29 03:30:26.741756+00'),
	('ntf_5b7872ab5f774b9ad3c77e98', 'evt_2183b7dc6c3b4b7c770ec9a9', 'job.started', 'everything', 'hook', 'default', 'lab', 'generic', 'job_8538db61164e0418341021a1', 'job_8538db61164e0418341021a1', 'running', NULL, '2026-11-29 03:30:26.77464+00'),
	('ntf_ee0e64856c2088e70cc6c546', 'evt_8acd3fd4ad79dc3eab19eadc', 'job.succeeded', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'lab', 'generic', 'job_b788c001a7a9f6c5b3d50691', 'job_b788c001a7a9f6c5b3d50691', 'succeeded', NULL, '2026-11-29 03:30:26.812375+00'),
	('ntf_bbf738c7c051848995464c7c', 'evt_8acd3fd4ad79dc3eab19eadc', 'job.succeeded', 'everything', 'hook', 'default', 'lab', 'generic', 'job_b788c001a7a9f6c5b3d50691', 'job_b788c001a7a9f6c5b3d50691', 'succeeded', NULL, '2026-11-29 03:30:26.812375+00'),
	('ntf_957a63bc0ea3e5963b06fce1', 'evt_d324888b7b41764b6988240b', 'job.failed', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'lab', 'generic', 'job_9603461e1d20ae4560582049', 'job_9603461e1d20ae4560582049', 'failed', NULL, '2026-11-29 03:30:26.848963+00'),
	('ntf_e45a3929d6f9863d631c82bf', 'evt_d324888b7b41764b6988240b', 'job.failed', 'everything', 'hook', 'default', 'lab', 'generic', 'job_9603461e1d20ae4560582049', 'job_9603461e1d20ae4560582049', 'failed', NULL, '2026-11-29 03:30:26.848963+00'),
	('ntf_67cc77cd97e5522c7bf3e86b', 'evt_58d271ad965501d658109e48', 'job.failed', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'lab', 'generic', 'job_68633b78fdc9bee8fb09c22f', 'job_68633b78fdc9bee8fb09c22f', 'failed', NULL, '2026-11-29 03:30:26.862922+00'),
	('ntf_e93a710400e28117badd15ad', 'evt_58d271ad965501d658109e48', 'job.failed', 'everything', 'hook', 'default', 'lab', 'generic', 'job_68633b78fdc9bee8fb09c22f', 'job_68633b78fdc9bee8fb09c22f', 'failed', NULL, '2026-11-29 03:30:26.862922+00'),
	('ntf_dcaf37b62a7c67983417f797', 'evt_ca5fa3e4269bff084db40a38', 'job.started', 'everything', 'hook', 'default', 'lab', 'generic', 'job_68633b78fdc9bee8fb09c22f', 'job_68633b78fdc9bee8fb09c22f', 'running', NULL, '2026-11-29 03:30:26.890843+00'),
	('ntf_5f4eb3b55b8bffa9e8bab194', 'evt_5380881d12e1a128cbb0a52c', 'job.expired', 'everything', 'hook', 'default', 'lab', 'generic', 'job_69b1669a2e63904726acb8d9', 'job_69b1669a2e63904726acb8d9', 'expired', NULL, '2026-11-29 03:30:26.920148+00'),
	('ntf_c3954c0805579fb6b5864cf5', 'evt_5380881d12e1a128cbb0a52c', 'job.expired', 'sub_f2944cfecf1bc80d370d3ba8', 'gone', 'default', 'lab', 'generic', 'job_69b1669a2e63904726acb8d9', 'job_69b1669a2e63904726acb8d9', 'expired', NULL, '2026-11-29 03:30:26.920148+00'),
	('ntf_2265701135fe59e0b2a618f7', 'evt_5380881d12e1a128cbb0a52c', 'job.expired', 'sub_b6be2f58a40b5bd18af020f6', 'dark', 'default', 'lab', 'generic', 'job_69b1669a2e63904726acb8d9', 'job_69b1669a2e63904726acb8d9', 'expired', NULL, '2026-11-29 03:30:26.920148+00'),
	('ntf_fae5ab2d80a89ce0c683a3d5', 'evt_db4e5aa6260e65133ae16d4b', 'job.cancelled', 'everything', 'hook', 'default', 'lab', 'generic', 'job_8d58f036029ba450c88b3502', 'job_8d58f036029ba450c88b3502', 'cancelled', NULL, '2026-11-29 03:30:26.956673+00'),
	('ntf_11d7db7b43559dfeeb50c96f', 'evt_d2bd9ae564286894758a8da0', 'model.registered', 'everything', 'hook', 'default', 'lab', 'generic', 'ver_65324d85f27e72ac4d1b051f', 'job_b788c001a7a9f6c5b3d50691', NULL, NULL, '2026-11-29 03:30:27.140821+00'),
	('ntf_6540e04faa0d2f9a61cc370e', 'evt_84218f9abeb74608f2fdd1e9', 'evaluation.finished', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'lab', 'generic', 'eff_5af97fde816493b0b6a8b633', 'job_b788c001a7a9f6c5b3d50691', NULL, NULL, '2026-11-29 03:30:27.666219+00'),
	('ntf_eef65edfbee6aadaf4430e50', 'evt_84218f9abeb74608f2fdd1e9', 'evaluation.finished', 'everything', 'hook', 'default', 'lab', 'generic', 'eff_5af97fde816493b0b6a8b633', 'job_b788c001a7a9f6c5b3d50691', NULL, NULL, '2026-11-29 03:30:27.666219+00'),
	('ntf_016a1305428fe120121c1fae', 'evt_e724a4bd0bc90578b62ce17a', 'job.started', 'everything', 'hook', 'default', 'lab', 'generic', 'job_b63c40fd97255cf5c0e0fab9', 'job_b63c40fd97255cf5c0e0fab9', 'running', NULL, '2026-11-29 03:30:40.288717+00'),
	('ntf_008e60bb77a102e43b591eb7', 'evt_fc3a7638987d9a6ffa362bdb', 'job.failed', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'lab', 'generic', 'job_b63c40fd97255cf5c0e0fab9', 'job_b63c40fd97255cf5c0e0fab9', 'failed', NULL, '2026-11-29 03:30:40.331372+00'),
	('ntf_efc47b11f08e0fb54cdd281a', 'evt_fc3a7638987d9a6ffa362bdb', 'job.failed', 'everything', 'hook', 'default', 'lab', 'generic', 'job_b63c40fd97255cf5c0e0fab9', 'job_b63c40fd97255cf5c0e0fab9', 'failed', NULL, '2026-11-29 03:30:40.331372+00'),
	('ntf_2b54d571250c64335a61dce0', 'evt_9e81bd1d2ee5e303782b3645', 'job.started', 'everything', 'hook', 'default', 'lab', 'generic', 'job_2f34aa8db728dadea7662882', 'job_2f34aa8db728dadea7662882', 'running', NULL, '2026-11-29 03:30:40.366524+00'),
	('ntf_a9dae2a3c5e352384a9bb895', 'evt_efccc99be634add08cf8cfe7', 'job.started', 'everything', 'hook', 'default', 'lab', 'generic', 'job_306ce5c9047e8802377a765b', 'job_306ce5c9047e8802377a765b', 'running', NULL, '2026-11-29 03:30:40.372575+00'),
	('ntf_7167a63c457cde77f9fc7d9e', 'evt_64876fabae87dfba0056c541', 'job.started', 'everything', 'hook', 'default', 'lab', 'generic', 'job_ab23922c98d8b0275d51d3dc', 'job_ab23922c98d8b0275d51d3dc', 'running', NULL, '2026-11-29 03:30:40.37203+00'),
	('ntf_2c82e5dd838f5d88c26a255d', 'evt_0ed14ff3bf5114f0ce973b95', 'job.started', 'everything', 'hook', 'default', 'replicate', 'replicate', 'job_df753c76ade276b21a5c25d0', 'job_df753c76ade276b21a5c25d0', 'running', NULL, '2026-11-29 03:30:40.770841+00'),
	('ntf_3c4ce225ecf67388c4c4ce11', 'evt_1c6728212b26b100cbbb49c3', 'job.succeeded', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'replicate', 'replicate', 'job_df753c76ade276b21a5c25d0', 'job_df753c76ade276b21a5c25d0', 'succeeded', NULL, '2026-11-29 03:30:42.574514+00'),
	('ntf_fc4a36c043dc468dba73e1bd', 'evt_1c6728212b26b100cbbb49c3', 'job.succeeded', 'everything', 'hook', 'default', 'replicate', 'replicate', 'job_df753c76ade276b21a5c25d0', 'job_df753c76ade276b21a5c25d0', 'succeeded', NULL, '2026-11-29 03:30:42.574514+00'),
	('ntf_34214dbd2ffde3f3045b5ac6', 'evt_a2d718a7cec16442e2e55133', 'model.registered', 'everything', 'hook', 'default', 'replicate', 'replicate', 'ver_2d0bb6eb2fb284b503908eba', 'job_df753c76ade276b21a5c25d0', NULL, NULL, '2026-11-29 03:30:42.901251+00'),
	('ntf_799b4a92c4af8d990a23fcf6', 'evt_3b7650e52918125270ebbb43', 'job.succeeded', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'hub', 'huggingface', 'job_28deacc5d7f0cc7ec637251c', 'job_28deacc5d7f0cc7ec637251c', 'succeeded', NULL, '2026-11-29 03:30:45.705572+00'),
	('ntf_4390cd24770fb8cd08b91c87', 'evt_3b7650e52918125270ebbb43', 'job.succeeded', 'everything', 'hook', 'default', 'hub', 'huggingface', 'job_28deacc5d7f0cc7ec637251c', 'job_28deacc5d7f0cc7ec637251c', 'succeeded', NULL, '2026-11-29 03:30:45.705572+00'),
	('ntf_eea2931431843656a8c3d835', 'evt_68dbf788978bc75c12142dbc', 'model.registered', 'everything', 'hook', 'default', 'runpod', 'runpod', 'ver_fab10d378e2f5a254d308f18', 'job_cef257f28603c697ae1519e0', NULL, NULL, '2026-11-29 03:30:46.514603+00'),
	('ntf_9e1f51a4528ceb70a150537d', 'evt_084f1c97903add3e9252c2a1', 'job.failed', 'sub_2876d5ebfe8b4f6c64dafbfb', 'hook', 'research', 'openai-research', 'openai', 'job_aefdc05bd1b997339ae4b7c8', 'job_aefdc05bd1b997339ae4b7c8', 'failed', NULL, '2026-11-29 03:30:48.533514+00'),
	('ntf_049dbda14c258425a75074ff', 'evt_60d64f293903806e6bb6f9d5', 'model.registered', 'everything', 'hook', 'default', 'openai-main', 'openai', 'ver_fce8ccde07bfa4bedb79c884', 'job_74573b05286a6f43d846939d', NULL, NULL, '2026-11-29 03:30:51.148998+00'),
	('ntf_02eb10824156edabb0d1eb2c', 'evt_6cf33ec81ff82f61d8edda84', 'job.succeeded', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'together', 'together', 'job_5e30dada569473c654ea3fb0', 'job_5e30dada569473c654ea3fb0', 'succeeded', NULL, '2026-11-29 03:31:23.88412+00'),
	('ntf_b0d6b4c8d092523bfbf69232', 'evt_6cf33ec81ff82f61d8edda84', 'job.succeeded', 'everything', 'hook', 'default', 'together', 'together', 'job_5e30dada569473c654ea3fb0', 'job_5e30dada569473c654ea3fb0', 'succeeded', NULL, '2026-11-29 03:31:23.88412+00'),
	('ntf_3d7b317f60b9d1a517f08fb5', 'evt_2bd9b583ab767a2a24a805d3', 'job.failed', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'together', 'together', 'job_9d938d715ef09c95d7a5ec40', 'job_9d938d715ef09c95d7a5ec40', 'failed', NULL, '2026-11-29 03:31:23.88412+00'),
	('ntf_37c4bd69f6b9fc2a93b1de6c', 'evt_2bd9b583ab767a2a24a805d3', 'job.failed', 'everything', 'hook', 'default', 'together', 'together', 'job_9d938d715ef09c95d7a5ec40', 'job_9d938d715ef09c95d7a5ec40', 'failed', NULL, '2026-11-29 03:31:23.88412+00'),
	('ntf_e67a7365ebebf223ec18d5ad', 'evt_09e19e04fcfc128a1426ad60', 'model.registered', 'everything', 'hook', 'default', 'hub', 'huggingface', 'ver_af9dfe1708708b09a3ac3318', 'job_28deacc5d7f0cc7ec637251c', NULL, '{"reason":"needs an endpoint: no inference provider serves it: deploy it as an Inference Endpoint or on your own"}', '2026-11-29 03:30:46.055648+00'),
	('ntf_a485db546943b978c65a5785', 'evt_520a253f71e30e56d502d339', 'job.succeeded', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'openai-main', 'openai', 'job_74573b05286a6f43d846939d', 'job_74573b05286a6f43d846939d', 'succeeded', NULL, '2026-11-29 03:30:50.817762+00'),
	('ntf_2f005141f8b9052c1301888f', 'evt_520a253f71e30e56d502d339', 'job.succeeded', 'everything', 'hook', 'default', 'openai-main', 'openai', 'job_74573b05286a6f43d846939d', 'job_74573b05286a6f43d846939d', 'succeeded', NULL, '2026-11-29 03:30:50.817762+00'),
	('ntf_64c6e25ee820f89a52d8b821', 'evt_3f7bb5ab98be80327595842c', 'job.succeeded', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'runpod', 'runpod', 'job_cef257f28603c697ae1519e0', 'job_cef257f28603c697ae1519e0', 'succeeded', NULL, '2026-11-29 03:30:46.205087+00'),
	('ntf_a5c955c4588a1ff7ea823a2d', 'evt_3f7bb5ab98be80327595842c', 'job.succeeded', 'everything', 'hook', 'default', 'runpod', 'runpod', 'job_cef257f28603c697ae1519e0', 'job_cef257f28603c697ae1519e0', 'succeeded', NULL, '2026-11-29 03:30:46.205087+00');
INSERT INTO public.notifications VALUES
	('ntf_0862db66b6978d6c9165f4d9', 'evt_2663efdd299a991006f1b2e2', 'job.started', 'everything', 'hook', 'default', 'openai-main', 'openai', 'job_2d59e9a14e5cffa82d9329a0', 'job_2d59e9a14e5cffa82d9329a0', 'running', NULL, '2026-11-29 03:30:48.698633+00'),
	('ntf_e4b1e23f43eec9145dd06490', 'evt_02cd68c476545c3937e88829', 'job.started', 'everything', 'hook', 'default', 'openai-main', 'openai', 'job_b4fbf9fccfa91030fa9c6d5b', 'job_b4fbf9fccfa91030fa9c6d5b', 'running', NULL, '2026-11-29 03:30:48.698633+00'),
	('ntf_09347646b95da7bfe7026ecc', 'evt_baf51a26ffce451a0fe39323', 'job.paused', 'everything', 'hook', 'default', 'openai-main', 'openai', 'job_d3a847a7569136cb74cd31a6', 'job_d3a847a7569136cb74cd31a6', 'paused', NULL, '2026-11-29 03:30:48.698633+00'),
	('ntf_2d20eabd6222ae265856744c', 'evt_c377e584fefe3e91d98f2fa6', 'job.cancelled', 'everything', 'hook', 'default', 'openai-main', 'openai', 'job_e208c78f6c213e30698f7c3d', 'job_e208c78f6c213e30698f7c3d', 'cancelled', NULL, '2026-11-29 03:30:48.717544+00'),
	('ntf_20059d393155f1531406233e', 'evt_2a9ee9377f374a1e7ad15bbd', 'job.failed', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'openai-main', 'openai', 'job_ad44435534b1d3011356f4c8', 'job_ad44435534b1d3011356f4c8', 'failed', NULL, '2026-11-29 03:30:48.743565+00'),
	('ntf_0039e8ec7262672e5ce4c54e', 'evt_2a9ee9377f374a1e7ad15bbd', 'job.failed', 'everything', 'hook', 'default', 'openai-main', 'openai', 'job_ad44435534b1d3011356f4c8', 'job_ad44435534b1d3011356f4c8', 'failed', NULL, '2026-11-29 03:30:48.743565+00'),
	('ntf_e2c91df8115435b32719c0b4', 'evt_8cbacf88b0a96d4e9cd398ca', 'job.cancelled', 'everything', 'hook', 'default', 'openai-main', 'openai', 'job_b4fbf9fccfa91030fa9c6d5b', 'job_b4fbf9fccfa91030fa9c6d5b', 'cancelled', NULL, '2026-11-29 03:30:48.761674+00'),
	('ntf_724e03cf2112fa896f4eb3a2', 'evt_97181b5f3a9e1ab80e84e59a', 'test', 'test', 'team', 'default', 'tunewatch', 'tunewatch', 'test_5686c017dc8e1f0c', NULL, NULL, NULL, '2026-11-29 03:30:48.777185+00'),
	('ntf_9fabe84dae48a20c482a72d4', 'evt_d123ba49be328de2b3e532df', 'test', 'test', 'team', 'default', 'tunewatch', 'tunewatch', 'test_2decd3030a3876cd', NULL, NULL, NULL, '2026-11-29 03:30:48.812079+00'),
	('ntf_ab76d2fec761a29f6843a5e3', 'evt_9c20672438fa6ffba3c05536', 'test', 'test', 'team', 'default', 'tunewatch', 'tunewatch', 'test_8b02c1985064f284', NULL, NULL, NULL, '2026-11-29 03:30:48.839869+00'),
	('ntf_ab894c3685d5b00c47187371', 'evt_0bec9d6c0ed6f4b06705c4f6', 'test', 'test', 'team', 'default', 'tunewatch', 'tunewatch', 'test_68d6c4017cbf3074', NULL, NULL, NULL, '2026-11-29 03:30:48.867758+00'),
	('ntf_71490cd493612815eb7843e9', 'evt_83188452a4447ea312716e02', 'test', 'test', 'team', 'default', 'tunewatch', 'tunewatch', 'test_87e0b437bf8cb29b', NULL, NULL, NULL, '2026-11-29 03:30:48.896279+00'),
	('ntf_e2914805d01bf3f1b433f34b', 'evt_020b170082f0dc7e8aab9ccb', 'job.succeeded', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'openai-main', 'openai', 'job_6d0c1a10f89c7ce9ca8c8b5e', 'job_6d0c1a10f89c7ce9ca8c8b5e', 'succeeded', NULL, '2026-11-29 03:30:50.134331+00'),
	('ntf_32367bd002af880822e06d96', 'evt_020b170082f0dc7e8aab9ccb', 'job.succeeded', 'everything', 'hook', 'default', 'openai-main', 'openai', 'job_6d0c1a10f89c7ce9ca8c8b5e', 'job_6d0c1a10f89c7ce9ca8c8b5e', 'succeeded', NULL, '2026-11-29 03:30:50.134331+00'),
	('ntf_14b30893742932da5292b4f7', 'evt_020b170082f0dc7e8aab9ccb', 'job.succeeded', 'sub_487d1bf595b94d6fed64d089', 'leads', 'default', 'openai-main', 'openai', 'job_6d0c1a10f89c7ce9ca8c8b5e', 'job_6d0c1a10f89c7ce9ca8c8b5e', 'succeeded', NULL, '2026-11-29 03:30:50.134331+00'),
	('ntf_69eaed3488167555fe924983', 'evt_8cd5187f5bcfb200c9665e1f', 'model.registered', 'everything', 'hook', 'default', 'openai-main', 'openai', 'ver_3d02bcfee149f9efb1e7babd', 'job_6d0c1a10f89c7ce9ca8c8b5e', NULL, NULL, '2026-11-29 03:30:50.470739+00'),
	('ntf_898ee1d146e52b7fa4498caa', 'evt_ba775d9249d6f44626272211', 'evaluation.finished', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'openai-main', 'openai', 'eff_2acb267a6dd53ae969ad31a0', 'job_6d0c1a10f89c7ce9ca8c8b5e', NULL, NULL, '2026-11-29 03:30:50.819504+00'),
	('ntf_437b08fa72d2f939395eadb7', 'evt_ba775d9249d6f44626272211', 'evaluation.finished', 'everything', 'hook', 'default', 'openai-main', 'openai', 'eff_2acb267a6dd53ae969ad31a0', 'job_6d0c1a10f89c7ce9ca8c8b5e', NULL, NULL, '2026-11-29 03:30:50.819504+00'),
	('ntf_241623b39d7aa482ec6f67e2', 'evt_ba775d9249d6f44626272211', 'evaluation.finished', 'sub_487d1bf595b94d6fed64d089', 'leads', 'default', 'openai-main', 'openai', 'eff_2acb267a6dd53ae969ad31a0', 'job_6d0c1a10f89c7ce9ca8c8b5e', NULL, NULL, '2026-11-29 03:30:50.819504+00'),
	('ntf_46c038fbd9fb982faf817053', 'evt_36bcf12987e3b1fe2ea4dafb', 'evaluation.finished', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'openai-main', 'openai', 'eff_0db78e19d486ac796f489ec1', 'job_74573b05286a6f43d846939d', NULL, NULL, '2026-11-29 03:30:51.304401+00'),
	('ntf_370a7f6ab378784fa9aeb4f7', 'evt_36bcf12987e3b1fe2ea4dafb', 'evaluation.finished', 'everything', 'hook', 'default', 'openai-main', 'openai', 'eff_0db78e19d486ac796f489ec1', 'job_74573b05286a6f43d846939d', NULL, NULL, '2026-11-29 03:30:51.304401+00'),
	('ntf_80a5c07d36a4448bd3916312', 'evt_8e9fbfbba55b65bc6c1ec399', 'test', 'test', 'dark', 'default', 'tunewatch', 'tunewatch', 'test_af7bcca5fda8b44f', NULL, NULL, NULL, '2026-11-29 03:30:59.835903+00'),
	('ntf_46629048153cae35c695512b', 'evt_2777efed098a38ddb794c606', 'test', 'test', 'leads', 'default', 'tunewatch', 'tunewatch', 'test_25bc7f5a4e04640b', NULL, NULL, NULL, '2026-11-29 03:30:59.847942+00'),
	('ntf_1000a6545d413a60811999cd', 'evt_55523450e45f27dcfbe01c72', 'evaluation.finished', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'openai-main', 'openai', 'eff_8e4083b17f7bc861fa821857', 'job_cb1f13d504e721e3da7a499a', NULL, NULL, '2026-11-29 03:31:05.89021+00'),
	('ntf_5c62cc71f47caae0a4e5c256', 'evt_55523450e45f27dcfbe01c72', 'evaluation.finished', 'everything', 'hook', 'default', 'openai-main', 'openai', 'eff_8e4083b17f7bc861fa821857', 'job_cb1f13d504e721e3da7a499a', NULL, NULL, '2026-11-29 03:31:05.89021+00'),
	('ntf_a7c8db00f174dd79cddbcbcf', 'evt_3dd23ed6677b966af3bd7b45', 'model.registered', 'everything', 'hook', 'default', 'together', 'together', 'ver_6362d75c8897a52d25a48e60', 'job_5e30dada569473c654ea3fb0', NULL, '{"reason":"needs an endpoint: no endpoint has a deployment of this model''s own"}', '2026-11-29 03:31:24.254542+00'),
	('ntf_6ba531d10ad8dff8e850e303', 'evt_7dfbaa07a7145ee1da55e881', 'evaluation.finished', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'together', 'together', 'eff_342b6210b5fef049b8197eec', 'job_5e30dada569473c654ea3fb0', NULL, NULL, '2026-11-29 03:31:24.42111+00'),
	('ntf_e4fcc6a6a51a3e9f07fe4a9a', 'evt_7dfbaa07a7145ee1da55e881', 'evaluation.finished', 'everything', 'hook', 'default', 'together', 'together', 'eff_342b6210b5fef049b8197eec', 'job_5e30dada569473c654ea3fb0', NULL, NULL, '2026-11-29 03:31:24.42111+00'),
	('ntf_ca4754ac06d2601311b74a66', 'evt_d2ab275f0f5b14c0e3da253b', 'job.started', 'everything', 'hook', 'default', 'lab', 'generic', 'job_b524ff0397ba569029d17ea7', 'job_b524ff0397ba569029d17ea7', 'running', NULL, '2026-11-29 03:31:05.641116+00'),
	('ntf_e973f5feee6c9fb8e1fe57ff', 'evt_87a576b6061e17e6737f39c8', 'job.stalled', 'everything', 'hook', 'default', 'lab', 'generic', 'job_9904048ae4f5dc2fe28f7cbd', 'job_9904048ae4f5dc2fe28f7cbd', NULL, NULL, '2026-11-29 03:32:05.027876+00'),
	('ntf_891f4fa6b9056cff29d81b26', 'evt_514328e0d39689fe52e82c06', 'job.stalled', 'everything', 'hook', 'default', 'lab', 'generic', 'job_a42bc1c399c390d89e22d586', 'job_a42bc1c399c390d89e22d586', NULL, NULL, '2026-11-29 03:32:05.027876+00'),
	('ntf_91e4ae86f2e6bc771a24a955', 'evt_8124dc118ba78dd72497e8ed', 'job.recovered', 'everything', 'hook', 'default', 'lab', 'generic', 'job_9904048ae4f5dc2fe28f7cbd', 'job_9904048ae4f5dc2fe28f7cbd', NULL, NULL, '2026-11-29 03:32:05.055+00'),
	('ntf_8ee301fd70bd07e202cb8251', 'evt_0af26c142eea1710d0f2e1e9', 'job.unknown_to_provider', 'everything', 'hook', 'default', 'openai-main', 'openai', 'job_d9963c19e943edf53c36f988', 'job_d9963c19e943edf53c36f988', NULL, '{"reason":""}', '2026-11-29 03:32:09.053764+00'),
	('ntf_4a3a8c9dd8c52ab4e2ec51c9', 'evt_28ae7bca0d6f3039c438d947', 'job.forgotten', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'openai-main', 'openai', 'job_2d59e9a14e5cffa82d9329a0', 'job_2d59e9a14e5cffa82d9329a0', NULL, '{"reason":""}', '2026-11-29 03:32:09.0595+00'),
	('ntf_192797e49d8b42e6815b8449', 'evt_28ae7bca0d6f3039c438d947', 'job.forgotten', 'everything', 'hook', 'default', 'openai-main', 'openai', 'job_2d59e9a14e5cffa82d9329a0', 'job_2d59e9a14e5cffa82d9329a0', NULL, '{"reason":""}', '2026-11-29 03:32:09.0595+00'),
	('ntf_9100d20ba6e9c70171b93839', 'evt_98952416ab4c37178b5ce782', 'job.succeeded', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'openai-main', 'openai', 'job_2d59e9a14e5cffa82d9329a0', 'job_2d59e9a14e5cffa82d9329a0', 'succeeded', NULL, '2026-11-29 03:32:09.145413+00'),
	('ntf_76a4b2a7271cb681c59c8e09', 'evt_98952416ab4c37178b5ce782', 'job.succeeded', 'everything', 'hook', 'default', 'openai-main', 'openai', 'job_2d59e9a14e5cffa82d9329a0', 'job_2d59e9a14e5cffa82d9329a0', 'succeeded', NULL, '2026-11-29 03:32:09.145413+00'),
	('ntf_984e3411f2a955bb316bf089', 'evt_98952416ab4c37178b5ce782', 'job.succeeded', 'sub_487d1bf595b94d6fed64d089', 'leads', 'default', 'openai-main', 'openai', 'job_2d59e9a14e5cffa82d9329a0', 'job_2d59e9a14e5cffa82d9329a0', 'succeeded', NULL, '2026-11-29 03:32:09.145413+00'),
	('ntf_6faff951f237d0db256d9192', 'evt_d277971a55dd590058ddb379', 'model.registered', 'everything', 'hook', 'default', 'openai-main', 'openai', 'ver_dcc0a214d49e807398963aa6', 'job_2d59e9a14e5cffa82d9329a0', NULL, NULL, '2026-11-29 03:32:09.46677+00'),
	('ntf_b10390355232c2948b2812fc', 'evt_6a17c415d04bda4fa0eb0987', 'evaluation.finished', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'openai-main', 'openai', 'eff_ac6eade1e68b370fcd5000ea', 'job_2d59e9a14e5cffa82d9329a0', NULL, NULL, '2026-11-29 03:32:09.887313+00'),
	('ntf_c94458d6317b3cdb5e88b9b5', 'evt_6a17c415d04bda4fa0eb0987', 'evaluation.finished', 'everything', 'hook', 'default', 'openai-main', 'openai', 'eff_ac6eade1e68b370fcd5000ea', 'job_2d59e9a14e5cffa82d9329a0', NULL, NULL, '2026-11-29 03:32:09.887313+00'),
	('ntf_a90bf109694ec0b838501bab', 'evt_6a17c415d04bda4fa0eb0987', 'evaluation.finished', 'sub_487d1bf595b94d6fed64d089', 'leads', 'default', 'openai-main', 'openai', 'eff_ac6eade1e68b370fcd5000ea', 'job_2d59e9a14e5cffa82d9329a0', NULL, NULL, '2026-11-29 03:32:09.887313+00'),
	('ntf_1a28c3c284c679977259968f', 'evt_7fc6a95b61d381824383196f', 'job.started', 'everything', 'hook', 'default', 'openai-main', 'openai', 'job_aa8e50b7f3fe568d19a5906d', 'job_aa8e50b7f3fe568d19a5906d', 'running', NULL, '2026-11-29 03:32:11.05751+00'),
	('ntf_e3a59875f23507c6b8d3ff2b', 'evt_d901375a13f6fa3cdda0e5de', 'job.failed', 'sub_92f3275687eba64a8ef72e79', 'team', 'default', 'lab', 'generic', 'job_9868d638778b904bc8da8acd', 'job_9868d638778b904bc8da8acd', 'failed', NULL, '2026-11-29 03:32:11.19937+00'),
	('ntf_3d5c7582c46cecda626fa5e2', 'evt_d901375a13f6fa3cdda0e5de', 'job.failed', 'everything', 'hook', 'default', 'lab', 'generic', 'job_9868d638778b904bc8da8acd', 'job_9868d638778b904bc8da8acd', 'failed', NULL, '2026-11-29 03:32:11.19937+00'),
	('ntf_33d61437498fafb733687628', 'evt_d901375a13f6fa3cdda0e5de', 'job.failed', 'sub_6ce6da3a471d5b1604ebb239', 'leads', 'default', 'lab', 'generic', 'job_9868d638778b904bc8da8acd', 'job_9868d638778b904bc8da8acd', 'failed', NULL, '2026-11-29 03:32:11.19937+00');
INSERT INTO public.projects VALUES
	('archive', '2026-11-29 03:30:20.523321+00'),
	('default', '2026-11-29 03:30:20.523321+00'),
	('research', '2026-11-29 03:30:20.523321+00');
INSERT INTO public.sessions VALUES
	('84859e375dd4ef5b2176c09043761ca7bce3d0f8789923cd659df469f91a166c', 'tok_environment', '2026-11-29 03:31:05.568414+00', '2026-11-29 03:31:05.568414+00', '2026-11-29 15:31:05.568414+00');
INSERT INTO public.subscriptions VALUES
	('sub_6ce6da3a471d5b1604ebb239', 'default', 'leads', '{"events":["job.failed"],"accounts":["lab"],"providers":[],"models":[],"trouble":true}', '2026-11-29 03:31:05.574316+00');
INSERT INTO public.tokens VALUES
	('tok_2e7d0655d9e6541c', 'viewer', '1697c52ed028dac73382c1782870d8367032eef13d52e3c12bd9d7015eb241f9', '2026-11-29 03:31:05.554584+00', 'Ada''s laptop', '2026-11-29 03:31:05.556961+00'),
	('tok_187685d10e7e64e6', 'operator', 'dbc178386e52136e94094cdfe71d7d458c6a71241436ddcefc1ebb31ca6a5943', '2026-11-29 03:31:05.566334+00', NULL, NULL),
	('tok_environment', 'admin', '1a47dc4631d88eccea803a0cfb9e35adfa7ee37b219903c3931270ad9419a4b4', '2026-11-29 03:30:19.767183+00', NULL, '2026-11-29 03:31:05.568414+00');
INSERT INTO public.versions VALUES
	('ver_c4f1a1f2a418dccb3fd5716e', 'mdl_c880b75c44508afe1c01ca39', 1, 'job_ec202a422d0cf1acaebfce9d', 'openai-main', 'ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-0:ae8a08d1', 'gpt-4.1-mini-2025-04-14', '{"base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-0:ae8a08d1","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","result_files":["file-3fd938a06415407e94e2b930"],"seed":0,"trained_tokens":144000,"metadata":{"tunewatch_model":"legacy-bot"},"created_at":"2026-10-20T03:20:19+00:00","finished_at":"2026-10-20T03:30:19+00:00","provider":"openai","account":"openai-main","provider_job_id":"ftjob-de2e4c58ee783f071fed32d8"}', '2026-10-20 03:30:19+00', true, '2026-11-29 03:30:20.617665+00'),
	('ver_bc8fc7231ad3eeed68e47ff1', 'mdl_c880b75c44508afe1c01ca39', 2, 'job_cb1f13d504e721e3da7a499a', 'openai-main', 'ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-2:943800ef', 'gpt-4.1-mini-2025-04-14', '{"base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:old-2:943800ef","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","result_files":["file-7b3a5e720d4ea8c9da6d983c"],"seed":2,"trained_tokens":144000,"metadata":{"tunewatch_model":"legacy-bot"},"created_at":"2026-10-20T05:20:19+00:00","finished_at":"2026-10-20T05:30:19+00:00","provider":"openai","account":"openai-main","provider_job_id":"ftjob-4660d4b60cccd905d224e9d1"}', '2026-10-20 05:30:19+00', true, '2026-11-29 03:30:20.617665+00'),
	('ver_12f254d97d99ef2d38d009f3', 'mdl_f2db2d2a5188799ede3b65e6', 1, 'job_7417c6335d9c7509030d5ba4', 'openai-main', 'ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:tone-v1:3dbda167', 'gpt-4.1-mini-2025-04-14', '{"checkpoints":[{"id":"ftckpt_c753cdaf5b49b66cc712e7fe","step":10,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:tone-v1:3dbda167:ckpt-step-10","metrics":{"train_loss":0.5738109959407396,"train_mean_token_accuracy":0.7505826570700825}},{"id":"ftckpt_f977090eb2fd56c61defb12a","step":20,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:tone-v1:3dbda167:ckpt-step-20","metrics":{"train_loss":0.22443432290170773,"train_mean_token_accuracy":0.8938501266319043}},{"id":"ftckpt_e55b915229f5ca2729f0e79d","step":30,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:tone-v1:3dbda167","metrics":{"train_loss":0.15557595395095403,"train_mean_token_accuracy":0.9251605610906164}}],"step":30,"total_steps":30,"base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:tone-v1:3dbda167","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","result_files":["file-cc260bfe07da40a81b2daced"],"seed":3,"trained_tokens":144000,"metadata":{"tunewatch_model":"tone"},"created_at":"2026-11-29T03:20:20+00:00","finished_at":"2026-11-29T03:30:20+00:00","provider":"openai","account":"openai-main","provider_job_id":"ftjob-83a916365e7d3babdcd4b6f7"}', '2026-11-29 03:30:20+00', false, '2026-11-29 03:30:24.590221+00'),
	('ver_65324d85f27e72ac4d1b051f', 'mdl_3a7577bf0dc93e4fb406f3a5', 1, 'job_b788c001a7a9f6c5b3d50691', 'lab', 'support-bot-v2', 'Qwen/Qwen3-8B', '{"base_model":"Qwen/Qwen3-8B","tuned_model":"support-bot-v2","artifact_uri":"hf://acme/support-bot@c379e82","method":"lora","hyperparameters":{"learning_rate":0.0001,"lora_rank":16},"training_file":"s3://data/train.jsonl","validation_file":"s3://data/valid.jsonl","dataset_hash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","dataset_hashes":{"train.jsonl":"sha256:9f86d081884c7d65"},"seed":42,"trained_tokens":1310720,"cost_usd":12.5,"hardware":"1x A100 80 GB","checkpoints":[{"id":"ckpt-300","step":300,"model":"support-bot-v2@300","metrics":{"eval_loss":0.27}}],"metadata":{"git":"4f2c1d0","tags":["support","v2"]},"started_at":"2026-11-23T10:00:00+00:00","finished_at":"2026-11-23T11:15:00+00:00","provider":"generic","account":"lab","provider_job_id":"run-42"}', '2026-11-23 11:15:00+00', false, '2026-11-29 03:30:26.812375+00'),
	('ver_2d0bb6eb2fb284b503908eba', 'mdl_02784f225aaacca6244ca404', 1, 'job_df753c76ade276b21a5c25d0', 'replicate', 'acme/intent:5a7837ca04b1ab62c322c197c5e5dc0d5ce026521b73a9acea57a8fc654c06f4', 'acme/language-trainer', '{"step":100,"total_steps":100,"base_model":"acme/language-trainer","tuned_model":"acme/intent:5a7837ca04b1ab62c322c197c5e5dc0d5ce026521b73a9acea57a8fc654c06f4","artifact_uri":"https://replicate.delivery/simulated/e30eb89e5e1bf6f903fa3d90c8/trained_model.tar","hyperparameters":{"num_train_epochs":3},"training_file":"https://example.com/tickets.jsonl","metadata":{"trainer_version":"da77bc59ee60423279fd632efb4795ab731d9e3ca9705ef3341091fb989b7eaf","source":"api"},"created_at":"2026-11-29T03:30:40.461845+00:00","started_at":"2026-11-29T03:30:40.764298+00:00","finished_at":"2026-11-29T03:30:42.569649+00:00","provider":"replicate","account":"replicate","provider_job_id":"e30eb89e5e1bf6f903fa3d90c8"}', '2026-11-29 03:30:42.569649+00', false, '2026-11-29 03:30:42.574514+00'),
	('ver_af9dfe1708708b09a3ac3318', 'mdl_9d49df9683c5e0cb304a0a09', 1, 'job_28deacc5d7f0cc7ec637251c', 'hub', 'acme/support-bot', 'Qwen/Qwen3-0.6B', '{"step":50,"total_steps":50,"base_model":"Qwen/Qwen3-0.6B","tuned_model":"acme/support-bot","artifact_uri":"hf://acme/support-bot@e2a0083559fcef24f74ad300a4690b47c9e17940","method":"sft","hyperparameters":{"learning_rate":"2e-5"},"training_file":"trl-lib/Capybara","hardware":"a10g-large","metadata":{"team":"support"},"created_at":"2026-11-29T03:30:42.569000+00:00","started_at":"2026-11-29T03:30:42.870000+00:00","finished_at":"2026-11-29T03:30:44.674000+00:00","provider":"huggingface","account":"hub","provider_job_id":"256e923b81214643cf820b33"}', '2026-11-29 03:30:44.674+00', false, '2026-11-29 03:30:45.705572+00'),
	('ver_fab10d378e2f5a254d308f18', 'mdl_3a7577bf0dc93e4fb406f3a5', 2, 'job_cef257f28603c697ae1519e0', 'runpod', 'acme/support-bot', NULL, '{"tuned_model":"acme/support-bot","artifact_uri":"hf://acme/support-bot","hardware":"jtf4e3047pxuhr","provider":"runpod","account":"runpod","provider_job_id":"00000001-0000-4000-8000-000000000001-u1"}', '2026-11-29 03:30:46.205087+00', false, '2026-11-29 03:30:46.205087+00'),
	('ver_3d02bcfee149f9efb1e7babd', 'mdl_2e1f5400486e736ce73d722d', 1, 'job_6d0c1a10f89c7ce9ca8c8b5e', 'openai-main', 'ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:a8ffabfc', 'gpt-4.1-mini-2025-04-14', '{"checkpoints":[{"id":"ftckpt_e234f06d1d7b6594fadb8397","step":4,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:a8ffabfc:ckpt-step-4","metrics":{"train_loss":0.6178464430052304,"train_mean_token_accuracy":0.7342371414866251,"valid_loss":0.762417139811257,"valid_mean_token_accuracy":0.6830354141305004,"full_valid_loss":0.7985733363117027,"full_valid_mean_token_accuracy":0.6707983772544099}},{"id":"ftckpt_09a4d4b80ea3a43308c0b522","step":8,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:a8ffabfc:ckpt-step-8","metrics":{"train_loss":0.22321253876761163,"train_mean_token_accuracy":0.8943963394049319,"valid_loss":0.4180768966175909,"valid_mean_token_accuracy":0.8113640394685602,"full_valid_loss":0.43455284357251434,"full_valid_mean_token_accuracy":0.8047074998741895}},{"id":"ftckpt_34882ff0dbae8f3a815175d8","step":12,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:a8ffabfc","metrics":{"train_loss":0.16131379626337608,"train_mean_token_accuracy":0.9225101521091064,"valid_loss":0.3364402510310602,"valid_mean_token_accuracy":0.8451677712154033,"full_valid_loss":0.3533288927303089,"full_valid_mean_token_accuracy":0.8380609517455943}}],"step":12,"total_steps":12,"base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v1:a8ffabfc","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-d6cc36372b6c0209e32110a4","validation_file":"file-de6e91cc6b385145ee1fed77","result_files":["file-c4375652c9ca5f5d9432d65e"],"seed":4,"trained_tokens":104292,"metadata":{"tunewatch_model":"support-triage"},"created_at":"2026-11-29T03:30:48+00:00","finished_at":"2026-11-29T03:30:50+00:00","provider":"openai","account":"openai-main","provider_job_id":"ftjob-584a0a017ca7bf4bec32e659"}', '2026-11-29 03:30:50+00', false, '2026-11-29 03:30:50.134331+00'),
	('ver_fce8ccde07bfa4bedb79c884', 'mdl_aa304817c9a022d1c2387adc', 1, 'job_74573b05286a6f43d846939d', 'openai-main', 'ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:intent-v1:0d7ed40d', 'gpt-4.1-mini-2025-04-14', '{"checkpoints":[{"id":"ftckpt_a250ed9f857e325343763710","step":2,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:intent-v1:0d7ed40d:ckpt-step-2","metrics":{"train_loss":0.6165306143823103,"train_mean_token_accuracy":0.7347203655525987,"valid_loss":0.815938436628401,"valid_mean_token_accuracy":0.6649993483083542,"full_valid_loss":0.7985733363117027,"full_valid_mean_token_accuracy":0.6707983772544099}},{"id":"ftckpt_b53b1bcb1b987620273fc044","step":4,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:intent-v1:0d7ed40d:ckpt-step-4","metrics":{"train_loss":0.24599518718225022,"train_mean_token_accuracy":0.8842657904633064,"valid_loss":0.4021497963022441,"valid_mean_token_accuracy":0.8178511737190342,"full_valid_loss":0.43455284357251434,"full_valid_mean_token_accuracy":0.8047074998741895}},{"id":"ftckpt_6591984aa432e2b31dfc15c0","step":6,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:intent-v1:0d7ed40d","metrics":{"train_loss":0.16333146243608954,"train_mean_token_accuracy":0.921579962627013,"valid_loss":0.3270961532038288,"valid_mean_token_accuracy":0.8491256749432012,"full_valid_loss":0.3533288927303089,"full_valid_mean_token_accuracy":0.8380609517455943}}],"step":6,"total_steps":6,"base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:intent-v1:0d7ed40d","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-3d6feb8c403460b6a0e26de4","validation_file":"file-de6e91cc6b385145ee1fed77","result_files":["file-130d751a6ce410d0036b1a5b"],"seed":5,"trained_tokens":104292,"metadata":{"tunewatch_model":"intent"},"created_at":"2026-11-29T03:30:48+00:00","finished_at":"2026-11-29T03:30:49+00:00","provider":"openai","account":"openai-main","provider_job_id":"ftjob-9a11e7a9902b0f25f00a81c8"}', '2026-11-29 03:30:49+00', false, '2026-11-29 03:30:50.817762+00'),
	('ver_dcc0a214d49e807398963aa6', 'mdl_2e1f5400486e736ce73d722d', 2, 'job_2d59e9a14e5cffa82d9329a0', 'openai-main', 'ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v3:5597cf74', 'gpt-4.1-mini-2025-04-14', '{"checkpoints":[{"id":"ftckpt_fe578d2a4b1da2798e5d62c5","step":10,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v3:5597cf74:ckpt-step-10","metrics":{"train_loss":0.6181247000586707,"train_mean_token_accuracy":0.7341349952607586}},{"id":"ftckpt_74d59d8a3bf56e80daffcf91","step":20,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v3:5597cf74:ckpt-step-20","metrics":{"train_loss":0.22964868618015824,"train_mean_token_accuracy":0.8915227322817906}},{"id":"ftckpt_b21eaad72f21ba326287ec35","step":30,"model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v3:5597cf74","metrics":{"train_loss":0.1562226380775586,"train_mean_token_accuracy":0.9248614661235053}}],"step":30,"total_steps":30,"base_model":"gpt-4.1-mini-2025-04-14","tuned_model":"ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:triage-v3:5597cf74","method":"supervised","hyperparameters":{"n_epochs":3,"batch_size":4,"learning_rate_multiplier":1.8},"training_file":"file-seeded","result_files":["file-88c13156caf00a8d38ba02ce"],"seed":10,"trained_tokens":144000,"metadata":{"tunewatch_model":"support-triage"},"created_at":"2026-11-29T03:22:09+00:00","finished_at":"2026-11-29T03:32:09+00:00","provider":"openai","account":"openai-main","provider_job_id":"ftjob-b170295170caa9b499fb2175"}', '2026-11-29 03:32:09+00', false, '2026-11-29 03:32:09.145413+00'),
	('ver_6362d75c8897a52d25a48e60', 'mdl_3a7577bf0dc93e4fb406f3a5', 3, 'job_5e30dada569473c654ea3fb0', 'together', 'ml_00000001', 'Qwen/Qwen3-8B', '{"started_at":"2026-11-29T03:30:46.808000+00:00","step":30,"total_steps":30,"finished_at":"2026-11-29T03:30:48.311000+00:00","checkpoints":[{"id":"ml_00000001s10","step":10,"model":null,"metrics":{}},{"id":"ml_00000001s20","step":20,"model":null,"metrics":{}},{"id":"ml_00000001s30","step":30,"model":null,"metrics":{}}],"base_model":"Qwen/Qwen3-8B","tuned_model":"ml_00000001","artifact_uri":"s3://simulated/ft-00000001-0000-4000-8000-000000000001/model.tar.zst","method":"sft","hyperparameters":{"n_epochs":3,"n_checkpoints":3,"n_evals":3,"batch_size":8,"learning_rate":0.00001,"training_type":{"type":"Lora","lora_r":64,"lora_alpha":128},"training_method":{"method":"sft","train_on_inputs":"auto"}},"training_file":"file-00000000-0000-4000-8000-000000000001","result_files":["ml_00000001"],"trained_tokens":122880,"cost_usd":0.0589824,"created_at":"2026-11-29T03:30:46.205000+00:00","provider":"together","account":"together","provider_job_id":"ft-00000001-0000-4000-8000-000000000001"}', '2026-11-29 03:30:48.311+00', false, '2026-11-29 03:31:23.88412+00');
SELECT pg_catalog.setval('public.audit_id_seq', 25, true);
SELECT pg_catalog.setval('public.dead_letters_id_seq', 3, true);
SELECT pg_catalog.setval('public.history_id_seq', 108, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT pk_accounts PRIMARY KEY (name);
ALTER TABLE ONLY public.aliases
    ADD CONSTRAINT pk_aliases PRIMARY KEY (model_id, alias);
ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT pk_attempts PRIMARY KEY (notification_id, number);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT pk_audit PRIMARY KEY (id);
ALTER TABLE ONLY public.base_models
    ADD CONSTRAINT pk_base_models PRIMARY KEY (account, name);
ALTER TABLE ONLY public.dead_letters
    ADD CONSTRAINT pk_dead_letters PRIMARY KEY (id);
ALTER TABLE ONLY public.effects
    ADD CONSTRAINT pk_effects PRIMARY KEY (id);
ALTER TABLE ONLY public.evaluation_answers
    ADD CONSTRAINT pk_evaluation_answers PRIMARY KEY (evaluation_id, candidate, item_id);
ALTER TABLE ONLY public.evaluations
    ADD CONSTRAINT pk_evaluations PRIMARY KEY (id);
ALTER TABLE ONLY public.history
    ADD CONSTRAINT pk_history PRIMARY KEY (id);
ALTER TABLE ONLY public.inbound
    ADD CONSTRAINT pk_inbound PRIMARY KEY (id);
ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT pk_jobs PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics
    ADD CONSTRAINT pk_metrics PRIMARY KEY (job_id, step, name);
ALTER TABLE ONLY public.models
    ADD CONSTRAINT pk_models PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications
    ADD CONSTRAINT pk_notifications PRIMARY KEY (id);
ALTER TABLE ONLY public.projects
    ADD CONSTRAINT pk_projects PRIMARY KEY (id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT pk_sessions PRIMARY KEY (hash);
ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT pk_subscriptions PRIMARY KEY (id);
ALTER TABLE ONLY public.tokens
    ADD CONSTRAINT pk_tokens PRIMARY KEY (id);
ALTER TABLE ONLY public.versions
    ADD CONSTRAINT pk_versions PRIMARY KEY (id);
ALTER TABLE ONLY public.history
    ADD CONSTRAINT uq_history_job_id_cause_id UNIQUE (job_id, cause_id);
ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT uq_jobs_account_provider_job_id UNIQUE (account, provider_job_id);
ALTER TABLE ONLY public.models
    ADD CONSTRAINT uq_models_project_name UNIQUE (project, name);
ALTER TABLE ONLY public.tokens
    ADD CONSTRAINT uq_tokens_hash UNIQUE (hash);
ALTER TABLE ONLY public.versions
    ADD CONSTRAINT uq_versions_job_id UNIQUE (job_id);
ALTER TABLE ONLY public.versions
    ADD CONSTRAINT uq_versions_model_id_version UNIQUE (model_id, version);
CREATE INDEX ix_effects_dead ON public.effects USING btree (created_at) WHERE (state = 'dead'::text);
CREATE INDEX ix_effects_job_id ON public.effects USING btree (job_id);
CREATE INDEX ix_effects_owed ON public.effects USING btree (due_at) WHERE (state = 'owed'::text);
CREATE INDEX ix_evaluations_created_at ON public.evaluations USING btree (created_at);
CREATE INDEX ix_evaluations_version_id ON public.evaluations USING btree (version_id);
CREATE INDEX ix_inbound_account_received_at ON public.inbound USING btree (account, received_at);
CREATE INDEX ix_inbound_job_id ON public.inbound USING btree (job_id);
CREATE INDEX ix_inbound_outcome_received_at_account ON public.inbound USING btree (outcome, received_at, account);
CREATE INDEX ix_inbound_received_at ON public.inbound USING btree (received_at);
CREATE INDEX ix_jobs_account_began_at ON public.jobs USING btree (account, began_at);
CREATE INDEX ix_jobs_account_ended ON public.jobs USING btree (account, ended);
CREATE INDEX ix_jobs_active ON public.jobs USING btree (began_at, id) WHERE (NOT ended);
CREATE INDEX ix_jobs_began_at_id ON public.jobs USING btree (began_at, id);
CREATE INDEX ix_jobs_ended ON public.jobs USING btree (ended_seen_at, id) WHERE (ended_seen_at IS NOT NULL);
CREATE INDEX ix_jobs_ended_by_account ON public.jobs USING btree (account, ended_seen_at, id) WHERE (ended_seen_at IS NOT NULL);
CREATE INDEX ix_jobs_ended_by_status ON public.jobs USING btree (status, ended_seen_at, id) WHERE (ended_seen_at IS NOT NULL);
CREATE INDEX ix_jobs_endings ON public.jobs USING btree (ended_via, account, ended, silent, ended_seen_at) WHERE (ended_via IS NOT NULL);
CREATE INDEX ix_jobs_look_due ON public.jobs USING btree (look_due_at) WHERE (look_due_at IS NOT NULL);
CREATE INDEX ix_jobs_lost ON public.jobs USING btree (changed_at) WHERE (unknown_to_provider AND (NOT ended));
CREATE INDEX ix_jobs_project_began_at ON public.jobs USING btree (project, began_at);
CREATE INDEX ix_jobs_provider_job_id ON public.jobs USING btree (provider_job_id text_pattern_ops);
CREATE INDEX ix_jobs_silence_due ON public.jobs USING btree (silence_due_at) WHERE (silence_due_at IS NOT NULL);
CREATE INDEX ix_jobs_stalled ON public.jobs USING btree (stalled_at) WHERE (stalled_at IS NOT NULL);
CREATE INDEX ix_jobs_status_began_at ON public.jobs USING btree (status, began_at);
CREATE INDEX ix_notifications_channel_created_at ON public.notifications USING btree (channel, created_at);
CREATE INDEX ix_notifications_created_at ON public.notifications USING btree (created_at);
CREATE INDEX ix_notifications_job_id ON public.notifications USING btree (job_id);
CREATE INDEX ix_versions_finished_at_version_id ON public.versions USING btree (finished_at, version, id);
