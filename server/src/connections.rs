//! Places for connections, shared among addresses.
//!
//! A house that is full lets the next one in by sending somebody away, of the address that holds the largest share. So
//! an address that opens thousands of connections loses its own, and nobody else's, whatever it claims to be doing with
//! them: what a client says of itself protects nobody, only what the portal is doing for it does.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU8, AtomicUsize, Ordering},
    },
};

use tokio_util::sync::CancellationToken;

/// The places of one door.
#[derive(Clone, Debug)]
pub struct Places(Arc<Mutex<House>>);

/// An address with more than this part of all places is not spared, even while something is being done for it.
const MANY: usize = 16;

/// Who gives way in a full house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manners {
    /// Who is served stays, and is not counted: he has shown who he is, and his places are counted elsewhere.
    ServedStay,
    /// Everybody is counted. Who is served stays as long as his address does not hold many places.
    AllCount,
}

/// What a guest is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Doing {
    /// Nothing.
    Idle,
    /// He is telling what he wants, and may take his time over it.
    Asking,
    /// He has said all of it, and the portal is at it, or at sending what came of it.
    Served,
}

/// What a guest is there for, as everybody sees it who has to do with him. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Sign(Arc<Shown>);

#[derive(Debug, Default)]
struct Shown {
    doing: AtomicU8,
    /// How many of his requests the portal is at.
    served: AtomicUsize,
}

/// A request that the portal is at, until this is dropped.
#[derive(Debug)]
pub struct Serving(Sign);

impl Sign {
    /// Says what he is there for now.
    pub fn set(&self, doing: Doing) {
        self.0.doing.store(doing as u8, Ordering::Relaxed);
    }

    /// Says that the portal is at a request of his.
    pub fn serve(&self) -> Serving {
        self.0.served.fetch_add(1, Ordering::Relaxed);
        self.set(Doing::Served);
        Serving(self.clone())
    }

    /// Whether the portal is at a request of his.
    pub fn is_serving(&self) -> bool {
        self.0.served.load(Ordering::Relaxed) > 0
    }

    /// What he is there for.
    pub fn get(&self) -> Doing {
        match self.0.doing.load(Ordering::Relaxed) {
            0 => Doing::Idle,
            1 => Doing::Asking,
            _ => Doing::Served,
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.0.0.served.fetch_sub(1, Ordering::Relaxed);
    }
}

#[derive(Debug)]
struct House {
    places: usize,
    manners: Manners,
    taken: usize,
    next: u64,
    guests: HashMap<IpAddr, Vec<Guest>>,
}

#[derive(Debug)]
struct Guest {
    id: u64,
    sign: Sign,
    leave: CancellationToken,
}

/// A place, given back when it is dropped.
#[derive(Debug)]
pub struct Place {
    house: Places,
    address: IpAddr,
    id: u64,
    sign: Sign,
    leave: CancellationToken,
}

impl Places {
    /// A door with so many places.
    pub fn new(places: usize, manners: Manners) -> Self {
        let places = places.max(1);
        Self(Arc::new(Mutex::new(House { places, manners, taken: 0, next: 0, guests: HashMap::new() })))
    }

    /// A place for a client from this address. In a full house somebody is sent away for it; none where nobody gives
    /// way.
    pub fn take(&self, address: IpAddr) -> Option<Place> {
        let address = network(address);
        let mut house = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if house.taken >= house.places && !house.send_one_away(address) {
            return None;
        }
        house.taken += 1;
        house.next += 1;
        let (id, sign, leave) = (house.next, Sign::default(), CancellationToken::new());
        house.guests.entry(address).or_default().push(Guest { id, sign: sign.clone(), leave: leave.clone() });
        Some(Place { house: self.clone(), address, id, sign, leave })
    }
}

impl House {
    /// Sends a guest of the address with the largest share away: one who is there for nothing before one who is asking,
    /// and of these the one who has been there longest. The newcomer's own address gives way too, but no guest of it who
    /// is served: it may be a proxy's. False where nobody gives way.
    fn send_one_away(&mut self, newcomer: IpAddr) -> bool {
        let many = self.places / MANY;
        let counted = self.guests.iter().filter_map(|(&address, guests)| {
            let waiting = guests.iter().filter(|guest| guest.sign.get() < Doing::Served).count();
            let (share, gives_way) = match self.manners {
                Manners::ServedStay => (waiting, waiting > 0),
                Manners::AllCount => (guests.len(), waiting > 0 || guests.len() > many || address == newcomer),
            };
            gives_way.then_some((share, guests.len(), address == newcomer, address))
        });
        let Some((.., is_own, address)) = counted.max() else { return false };
        let Some(guests) = self.guests.get_mut(&address) else { return false };
        let first = guests.iter().enumerate().map(|(place, guest)| (guest.sign.get(), place)).min();
        let Some((doing, place)) = first.filter(|(doing, _)| *doing < Doing::Served || !is_own) else { return false };
        tracing::trace!(?doing, "a connection makes room");
        guests.remove(place).leave.cancel();
        self.taken -= 1;
        self.forget(address);
        true
    }

    fn leave(&mut self, address: IpAddr, id: u64) {
        let Some(guests) = self.guests.get_mut(&address) else { return };
        if let Some(place) = guests.iter().position(|guest| guest.id == id) {
            guests.remove(place);
            self.taken -= 1;
        }
        self.forget(address);
    }

    fn forget(&mut self, address: IpAddr) {
        if self.guests.get(&address).is_some_and(Vec::is_empty) {
            self.guests.remove(&address);
        }
    }
}

impl Place {
    /// Says what the client is there for: who is served is sent away last, or not at all.
    pub fn sign(&self) -> &Sign {
        &self.sign
    }

    /// Cancelled when the client has to make room.
    pub fn leave(&self) -> &CancellationToken {
        &self.leave
    }

    /// The address that the place is counted for.
    pub fn address(&self) -> IpAddr {
        self.address
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.house.0.lock().unwrap_or_else(PoisonError::into_inner).leave(self.address, self.id);
    }
}

/// Whoever has one address of version 6 has its 64 bits of them.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
        IpAddr::V4(v4) => IpAddr::V4(v4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(last: u8) -> IpAddr {
        IpAddr::from([203, 0, 113, last])
    }

    fn left(places: &[Place]) -> Vec<bool> {
        places.iter().map(|place| place.leave().is_cancelled()).collect()
    }

    #[test]
    fn the_greediest_address_makes_room() {
        let places = Places::new(4, Manners::ServedStay);
        let greedy: Vec<_> = (0..3).map(|_| places.take(address(1)).unwrap()).collect();
        let honest = places.take(address(2)).unwrap();
        let other = places.take(address(3)).unwrap();
        assert_eq!((left(&greedy), honest.leave().is_cancelled()), (vec![true, false, false], false));
        greedy[1].sign().set(Doing::Served);
        let fourth = places.take(address(4)).unwrap();
        assert_eq!(left(&greedy), [true, false, true], "who is served stays");
        for place in [&honest, &other, &fourth] {
            place.sign().set(Doing::Served);
        }
        assert!(places.take(address(5)).is_none(), "everybody is served");
        drop(other);
        assert!(places.take(address(5)).is_some());
    }

    /// What a client has begun to say keeps nobody else out.
    #[test]
    fn the_largest_share_gives_way_whatever_it_is_doing() {
        let places = Places::new(4, Manners::AllCount);
        let greedy: Vec<_> = (0..3).map(|_| places.take(address(1)).unwrap()).collect();
        let honest = places.take(address(2)).unwrap();
        for place in &greedy {
            place.sign().set(Doing::Asking);
        }
        greedy[0].sign().set(Doing::Served);
        let _second = places.take(address(3)).unwrap();
        assert_eq!((left(&greedy), honest.leave().is_cancelled()), (vec![false, true, false], false));
        greedy[2].sign().set(Doing::Served);
        let _third = places.take(address(4)).unwrap();
        assert_eq!((left(&greedy), honest.leave().is_cancelled()), (vec![true, true, false], false));
    }

    #[test]
    fn an_address_sends_none_of_its_own_away_who_is_served() {
        let places = Places::new(32, Manners::AllCount);
        let proxied: Vec<_> = (0..32).map(|_| places.take(address(1)).unwrap()).collect();
        for place in &proxied[..31] {
            place.sign().set(Doing::Served);
        }
        assert!(places.take(address(1)).is_some(), "who is idle makes room");
        assert_eq!(left(&proxied).iter().filter(|left| **left).count(), 1);
        let last = places.take(address(1)).unwrap();
        last.sign().set(Doing::Served);
        assert!(places.take(address(1)).is_none());
    }

    #[test]
    fn who_has_few_places_is_not_cut_off_while_served() {
        let places = Places::new(32, Manners::AllCount);
        let office: Vec<_> = (0..2).map(|_| places.take(address(1)).unwrap()).collect();
        for place in &office {
            place.sign().set(Doing::Served);
        }
        let others: Vec<_> = (2..32).map(|last| places.take(address(last)).unwrap()).collect();
        let _newcomer = places.take(address(99)).unwrap();
        assert_eq!(left(&office), [false, false]);
        assert_eq!(left(&others).iter().filter(|left| **left).count(), 1);
    }

    #[test]
    fn places_come_back_once() {
        let places = Places::new(2, Manners::ServedStay);
        for _ in 0..10 {
            let (one, two) = (places.take(address(1)).unwrap(), places.take(address(1)).unwrap());
            let three = places.take(address(1)).unwrap();
            assert!(one.leave().is_cancelled());
            drop((one, two, three));
        }
        let house = places.0.lock().unwrap();
        assert_eq!((house.taken, house.guests.len()), (0, 0));
    }

    #[test]
    fn a_network_of_version_6_is_one_address() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8::1"), of("2001:db8::2:3"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:203.0.113.7"), address(7));
    }
}
