use crate::ir::{AuthPlace, Place};
use crate::lower::testing::lower;

const END: &str = "endpoints: { list: { get: /a } }\n";

fn codes(auth: &str) -> Vec<&'static str> {
    lower(&format!("auth: {{ main: {{ {auth} }} }}\n{END}"))
        .codes()
        .iter()
        .map(|(code, _)| *code)
        .collect()
}

#[test]
fn schemes_and_their_logins() {
    let lowered = lower(&format!(
        "auth:\n  key: {{ header: X-Key }}\n  token: {{ query: token, value: \"Token {{token}}\" }}\n  both: {{ basic: \"{{user}}:{{password}}\" }}\n  \
         anonymous: none\n  session:\n    cookie: SESSION\n    login: {{ post: /login, form: {{ user: \"{{user}}\", ajax: \"true\" }} }}\n{END}",
    ));
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let auth = &lowered.api.auth;
    assert!(matches!(&auth[0].place, AuthPlace::Header { name, value } if name == "X-Key" && value == "{key}"));
    assert!(matches!(&auth[1].place, AuthPlace::Query { name, value } if name == "token" && value == "Token {token}"));
    assert!(matches!(&auth[2].place, AuthPlace::Basic(template) if template == "{user}:{password}"));
    assert!(matches!(&auth[3].place, AuthPlace::None));
    let login = auth[4].login.as_ref().expect("a login");
    assert_eq!((login.path.as_str(), login.form), ("/login", true));
    assert_eq!(
        login.body,
        [
            ("user".to_owned(), "{user}".to_owned()),
            ("ajax".to_owned(), "true".to_owned())
        ]
    );
    assert_eq!(login.read, Place::Cookie("SESSION".to_owned()));
    let shown = |index: usize| {
        let auth = &lowered.api.auth[index];
        let secrets: Vec<_> = auth.secrets.iter().map(|it| it.rust.to_string()).collect();
        let docs = auth.docs.text.clone().unwrap_or_default();
        (
            format!("{}({})", auth.rust, secrets.join(", ")),
            auth.constant.to_string(),
            docs,
        )
    };
    let expected = |call: &str, constant: &str, docs: &str| (call.to_owned(), constant.to_owned(), docs.to_owned());
    assert_eq!(shown(0), expected("key(key)", "AUTH_KEY", "The header `X-Key`."));
    assert_eq!(
        shown(1),
        expected(
            "token(token)",
            "AUTH_TOKEN",
            "The query parameter `token`, as `Token {token}`."
        )
    );
    assert_eq!(
        shown(2),
        expected(
            "both(user, password)",
            "AUTH_BOTH",
            "The header `Authorization`, as HTTP Basic of `{user}:{password}`."
        )
    );
    assert_eq!(
        shown(3),
        expected("anonymous()", "AUTH_ANONYMOUS", "Anyone: nothing is sent.")
    );
    assert_eq!(
        shown(4),
        expected(
            "session(user)",
            "AUTH_SESSION",
            "`POST /login` is sent these as a form; what it answers travels in the cookie `SESSION`."
        )
    );
}

#[test]
fn secrets_need_a_hole_and_a_place() {
    assert_eq!(codes("header: A, value: fixed"), ["bad_template"]);
    // What HTTP cannot say would be refused in every call.
    for place in [
        "header: X Key",
        "header: \"X:\"",
        "cookie: \"a;b\"",
        "cookie: a=b",
        "header: Añadido",
    ] {
        assert_eq!(codes(place), ["bad_name"], "{place}");
    }
    assert_eq!(codes("query: \"añadido;[a b]=\""), [""; 0]);
    assert_eq!(
        codes("header: A, login: { post: /l, json: { u: \"{u}\" }, read: { header: \"X Key\" } }"),
        ["bad_name"]
    );
    assert_eq!(
        codes("header: A, login: { post: /l, json: { u: \"{u}\" } }"),
        ["missing_key"]
    );
    assert_eq!(
        codes("header: A, value: \"{a}{b}\", login: { post: /l, json: { u: \"{u}\" }, read: key }"),
        ["bad_template"]
    );
    assert_eq!(
        codes("header: A, login: { post: \"/l/{u}\", json: { u: \"{u}\" }, read: key }"),
        ["path_hole"]
    );
    assert_eq!(
        codes("header: A, login: { post: /l, json: { u: \"{u}\" }, read: { link: next } }"),
        ["bad_path"]
    );
    assert_eq!(
        codes("header: A, login: { post: /l, json: { u: \"{u}\" }, read: key }"),
        [""; 0]
    );
}

#[test]
fn variables_of_servers_are_the_holes_of_their_urls() {
    let spec = |servers: &str| {
        let head = format!(
            "bindery: 1\nvendor: shop\nsources: {{ list: {{ url: \"https://a.example\", read: 2026-11-21 }} }}\nservers: {servers}\n"
        );
        crate::lower::testing::lower_whole(&format!("{head}{END}"))
    };
    let lowered = spec(
        "{ a: { url: \"https://{host}/{part}\", variables: { part: string, host: { type: string, doc: Its host. } } }, b: \"https://{host}\" }",
    );
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let servers = &lowered.api.servers.all;
    let variables = servers[0].variables.iter();
    let variables: Vec<_> = variables
        .map(|it| (it.rust.to_string(), it.hole.as_str(), it.doc.as_str()))
        .collect();
    assert_eq!(
        variables,
        [
            ("host".to_owned(), "host", "Its host."),
            ("part".to_owned(), "part", "")
        ]
    );
    assert_eq!(
        (servers[1].url.as_str(), servers[1].variables.len()),
        ("https://{host}", 1)
    );
    // They are texts, and what else is written of them is said.
    let lowered = spec(
        "{ a: { url: \"https://{part}.example\", variables: { part: { type: string, pattern: \"^[a-z]+$\", example: ab } } } }",
    );
    assert_eq!(
        lowered.api.servers.all[0].variables[0].docs.facts,
        ["In the URL: `{part}`.", "Matches `^[a-z]+$`.", "Example: `\"ab\"`."]
    );
    let wrong = spec("{ a: { url: \"https://{host}/{part}\", variables: { hst: string, host: list<string> } } }");
    let codes: Vec<_> = wrong.codes().iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["path_hole", "path_hole"]);
}

#[test]
fn variants_and_constructors_have_names_of_their_own() {
    let spec = |servers: &str, auth: &str| {
        let head = "bindery: 1\nvendor: shop\nsources: { list: { url: \"https://a.example\", read: 2026-11-21 } }\n";
        crate::lower::testing::lower_whole(&format!("{head}servers: {servers}\nauth: {auth}\n{END}"))
    };
    let lowered = spec(
        "{ custom: https://a.example, live: \"https://{type}\" }",
        "{ self: { header: A } }",
    );
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let servers = &lowered.api.servers;
    assert_eq!(
        (servers.all[0].rust.to_string(), servers.custom.to_string()),
        ("Custom".into(), "CustomUrl".into())
    );
    assert_eq!((servers.all[0].default, servers.all[1].default), (true, false));
    assert_eq!(servers.all[1].variables[0].rust.to_string(), "r#type");
    assert_eq!(lowered.api.auth[0].rust.to_string(), "self_");

    let twice = spec(
        "{ live: https://a.example, Live: https://b.example }",
        "{ key: { header: A }, Key: { query: a } }",
    );
    assert_eq!(twice.codes(), [("rust_name", "Live"), ("rust_name", "Key")]);
    let holes = spec(
        "{ live: \"https://{host}/{Host}\" }",
        "{ key: { basic: \"{user}:{User}\" } }",
    );
    assert_eq!(
        holes.codes(),
        [("rust_name", "https://{host}/{Host}"), ("rust_name", "{user}:{User}")]
    );
}
