//! Names to addresses, without those that may not be connected to.
//!
//! `ureq` connects to nothing but what its resolver returns, so a name that resolves to another
//! address the second time gains nothing by it.

use std::net::{IpAddr, SocketAddr};

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::Reach;
use super::address::is_public;

/// The system's resolver with a guard behind it.
#[derive(Debug)]
pub(super) struct Guard {
    reach: Reach,
    names: DefaultResolver,
    /// The one private address that may be reached: where a test has its server.
    except: Option<SocketAddr>,
}

/// All addresses of a name are private; this is the first of them.
#[derive(Debug, thiserror::Error)]
#[error("{0} is no address of the public internet")]
pub(super) struct Refused(pub(super) IpAddr);

impl Guard {
    /// A guard that lets through what is in reach.
    pub(super) fn new(reach: Reach) -> Self {
        Self {
            reach,
            names: DefaultResolver::default(),
            except: None,
        }
    }

    /// The same that takes one private address for a public one.
    #[cfg(test)]
    pub(super) fn but_for(self, address: SocketAddr) -> Self {
        Self {
            except: Some(address),
            ..self
        }
    }

    fn allows(&self, address: SocketAddr) -> bool {
        self.reach == Reach::Private || is_public(address.ip()) || self.except == Some(address)
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        for address in found.iter().filter(|address| self.allows(**address)) {
            allowed.push(*address);
        }
        match found.first() {
            Some(first) if allowed.is_empty() => Err(Error::Other(Box::new(Refused(first.ip())))),
            _ => Ok(allowed),
        }
    }
}
