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
}

#[test]
fn secrets_need_a_hole_and_a_place() {
    assert_eq!(codes("header: A, value: fixed"), ["bad_template"]);
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
    let servers = &lowered.api.servers;
    assert_eq!(
        servers[0].variables,
        [
            ("host".to_owned(), "Its host.".to_owned()),
            ("part".to_owned(), String::new())
        ]
    );
    assert_eq!(
        (servers[1].url.as_str(), servers[1].variables.len()),
        ("https://{host}", 1)
    );
    let wrong = spec("{ a: { url: \"https://{host}/{part}\", variables: { hst: string, host: list<string> } } }");
    let codes: Vec<_> = wrong.codes().iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["path_hole", "path_hole"]);
}
