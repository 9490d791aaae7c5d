//! Where a request came from: the network its sender sits on, and the browser's mark from an earlier sign-in.
//!
//! The address in `X-Forwarded-For` is believed only as far as proxies wrote it that the operator named; anybody can write the rest.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use trivsel_app::identity::{DeviceToken, Origin};
use trivsel_app::{AppError, IpNet};

use crate::Web;
use crate::failure::Failure;
use crate::urls;

const FORWARDED: &str = "x-forwarded-for";

/// The cookie by which a browser is known that has signed in before. It is sent to the sign-in page alone: whoever answers a survey
/// is nobody.
fn cookie_name(is_https: bool) -> &'static str {
    if is_https {
        "__Secure-trivsel-device"
    } else {
        "trivsel-device"
    }
}

/// Where a request came from.
pub(crate) struct From(pub(crate) Origin);

impl FromRequestParts<Web> for From {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Failure> {
        let peer = ConnectInfo::<SocketAddr>::from_request_parts(parts, web)
            .await
            .map_err(|error| AppError::internal("learning where a request came from", error))?;
        let settings = &web.app.settings;
        let device = CookieJar::from_headers(&parts.headers)
            .get(cookie_name(settings.is_https))
            .and_then(|cookie| DeviceToken::parse(cookie.value()));
        Ok(Self(Origin {
            network: network_of(sender(peer.ip(), &parts.headers, &settings.trusted_proxies)),
            device,
        }))
    }
}

/// The header that makes a browser known.
pub(crate) fn remember(device: &DeviceToken, is_https: bool) -> Result<HeaderValue, Failure> {
    let cookie = Cookie::build((cookie_name(is_https), device.expose()))
        .path(urls::SIGN_IN)
        .http_only(true)
        .secure(is_https)
        .same_site(SameSite::Strict)
        .max_age(time::Duration::seconds(DeviceToken::max_age()));
    HeaderValue::from_str(&cookie.build().to_string())
        .map_err(|error| AppError::internal("writing a cookie", error).into())
}

/// The address a request was sent from: the last one that no proxy of ours has.
fn sender(peer: IpAddr, headers: &HeaderMap, proxies: &[IpNet]) -> IpAddr {
    let mut sender = peer.to_canonical();
    let told = headers
        .get_all(FORWARDED)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = told.flat_map(|value| value.split(',')).collect();
    for hop in hops.iter().rev() {
        if !proxies.iter().any(|proxy| proxy.contains(&sender)) {
            break;
        }
        // What no proxy could have written ends what can be believed.
        let Some(address) = address(hop.trim()) else { break };
        sender = address;
    }
    sender
}

/// An address as proxies write it: bare, in brackets, with a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_matches('"');
    let parsed = bare
        .parse::<IpAddr>()
        .or_else(|_| bare.parse::<SocketAddr>().map(|address| address.ip()))
        .or_else(|_| bare.trim_matches(['[', ']']).parse());
    parsed.ok().map(|address| address.to_canonical())
}

/// The network of an address: itself, or, where a household has more addresses than anybody can count, the first half of it.
fn network_of(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let half = Ipv6Addr::from_bits(address.to_bits() >> 64 << 64);
            format!("{half}/64")
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(peer: &str, told: &[&str], expected: &str) {
        let proxies: Vec<IpNet> = vec!["127.0.0.1/32".parse().unwrap(), "10.0.0.0/8".parse().unwrap()];
        let mut headers = HeaderMap::new();
        for line in told {
            headers.append(FORWARDED, line.parse().unwrap());
        }
        let found = network_of(sender(peer.parse().unwrap(), &headers, &proxies));
        assert_eq!(found, expected, "{peer} {told:?}");
    }

    #[test]
    fn only_what_a_named_proxy_wrote_is_believed() {
        check("127.0.0.1", &["203.0.113.7"], "203.0.113.7");
        check("198.51.100.9", &["203.0.113.7"], "198.51.100.9");
        check("127.0.0.1", &[], "127.0.0.1");
        check("127.0.0.1", &["1.2.3.4, 203.0.113.7"], "203.0.113.7");
        check("127.0.0.1", &["1.2.3.4", "203.0.113.7, 10.0.0.4"], "203.0.113.7");
        check("127.0.0.1", &["1.2.3.4, nonsense, 10.0.0.4"], "10.0.0.4");
        check("127.0.0.1", &["203.0.113.7:51000"], "203.0.113.7");
        check("127.0.0.1", &["[2001:db8:1:2:3:4:5:6]:443"], "2001:db8:1:2::/64");
        check("2001:db8:1:2::9", &["203.0.113.7"], "2001:db8:1:2::/64");
        check("::ffff:127.0.0.1", &["203.0.113.7"], "203.0.113.7");
    }
}
