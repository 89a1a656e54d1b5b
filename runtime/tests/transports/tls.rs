//! TLS, with a certificate that nobody vouches for. It is for these tests only, and so is its key.

use crate::failures::fails;
use crate::server::Server;
use crate::subject::{Subject, get, limits};
use bindery::blocking::Ureq;
use bindery::client::TransportErrorKind::{Connect, Interrupted};
use bindery::nonblocking::Reqwest;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore, ServerConfig, ServerConnection, Stream};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

const CERTIFICATE: &[u8] = include_bytes!("self_signed/certificate.pem");
const KEY: &[u8] = include_bytes!("self_signed/key.pem");

fn certificate() -> CertificateDer<'static> {
    CertificateDer::from_pem_slice(CERTIFICATE).unwrap()
}

/// A server that answers one request, if the client trusts it: what it was asked, or why not.
fn server() -> Server<Result<String, String>> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate()], PrivateKeyDer::from_pem_slice(KEY).unwrap())
        .unwrap();
    let config = Arc::new(config);
    Server::start(1, move |stream| {
        answer(stream, &config).map_err(|error| error.to_string())
    })
}

fn answer(socket: &mut TcpStream, config: &Arc<ServerConfig>) -> std::io::Result<String> {
    let mut connection = ServerConnection::new(Arc::clone(config)).unwrap();
    let mut stream = Stream::new(&mut connection, socket);
    let mut request = [0; 4096];
    let count = stream.read(&mut request)?;
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")?;
    Ok(String::from_utf8_lossy(&request[..count]).into_owned())
}

fn secure(url: &str) -> String {
    url.replace("http:", "https:")
}

pub fn a_certificate_of_nobody(subject: &Subject) {
    let server = server();
    let error = fails(subject, &secure(&server.url("/orders")), &limits(), Connect);
    assert_eq!(
        error.message(),
        "the server's certificate is not trusted: UnknownIssuer"
    );
    let refused = server.finish().remove(0);
    assert!(refused.is_err(), "the request was sent: {refused:?}");
}

/// ureq does not tell the handshake from what follows, so it is not sure that nothing was sent.
pub fn cut_in_the_handshake(subject: &Subject) {
    let server = Server::start(1, |stream| drop(stream.read(&mut [0; 16])));
    let kind = match subject {
        Subject::Ureq(_) => Interrupted,
        Subject::Reqwest(..) => Connect,
    };
    fails(subject, &secure(&server.url("/orders")), &limits(), kind);
    server.finish();
}

#[test]
fn an_agent_of_ones_own_trusts_whom_it_likes() {
    let roots = [ureq::tls::Certificate::from_der(certificate().as_ref()).to_owned()];
    let tls = ureq::tls::TlsConfig::builder()
        .root_certs(ureq::tls::RootCerts::from(roots))
        .build();
    let agent = ureq::Agent::config_builder().tls_config(tls).max_redirects(9).build();
    trusted(&Subject::Ureq(Ureq::from_agent(agent.into())));
}

#[test]
fn a_client_of_ones_own_trusts_whom_it_likes() {
    let mut roots = RootCertStore::empty();
    roots.add(certificate()).unwrap();
    let tls = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let reqwest = Reqwest::with(|builder| builder.tls_backend_preconfigured(tls));
    trusted(&Subject::over(reqwest.unwrap()));
}

fn trusted(subject: &Subject) {
    let server = server();
    let url = secure(&server.url("/orders?key=1")).replace("127.0.0.1", "localhost");
    assert_eq!(subject.send(get(&url), &limits()).unwrap().body(), b"{}");
    let seen = server.finish().remove(0).unwrap();
    assert!(seen.starts_with("GET /orders?key=1 HTTP/1.1\r\n"), "{seen}");
}
