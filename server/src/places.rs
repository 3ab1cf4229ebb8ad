//! Places for connections, shared among addresses.
//!
//! A house that is full lets the next one in by sending somebody away: who has been there longest without anything
//! being done for him, among those of the address that has most of these. So an address that opens thousands of
//! connections and says nothing loses its own, and nobody else's.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio_util::sync::CancellationToken;

/// The places of one door.
#[derive(Clone, Debug)]
pub struct Places(Arc<Mutex<House>>);

#[derive(Debug)]
struct House {
    places: usize,
    taken: usize,
    next: u64,
    guests: HashMap<IpAddr, Vec<Guest>>,
}

#[derive(Debug)]
struct Guest {
    id: u64,
    busy: Arc<AtomicBool>,
    leave: CancellationToken,
}

/// A place, given back when it is dropped.
#[derive(Debug)]
pub struct Place {
    house: Places,
    address: IpAddr,
    id: u64,
    busy: Arc<AtomicBool>,
    leave: CancellationToken,
}

impl Places {
    /// A door with so many places.
    pub fn new(places: usize) -> Self {
        Self(Arc::new(Mutex::new(House { places: places.max(1), taken: 0, next: 0, guests: HashMap::new() })))
    }

    /// A place for a client from this address. In a full house an idle one is sent away for it; none where everybody is
    /// busy.
    pub fn take(&self, address: IpAddr) -> Option<Place> {
        let address = network(address);
        let mut house = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if house.taken >= house.places && !house.send_one_away() {
            return None;
        }
        house.taken += 1;
        house.next += 1;
        let (id, busy, leave) = (house.next, Arc::new(AtomicBool::new(false)), CancellationToken::new());
        house.guests.entry(address).or_default().push(Guest { id, busy: busy.clone(), leave: leave.clone() });
        Some(Place { house: self.clone(), address, id, busy, leave })
    }
}

impl House {
    /// Sends the longest idle guest of the address with most idle ones away, of two such the one with more guests; false
    /// where nobody is idle.
    fn send_one_away(&mut self) -> bool {
        let idle = |guests: &[Guest]| guests.iter().filter(|guest| !guest.busy.load(Ordering::Relaxed)).count();
        let counted = self.guests.iter().map(|(at, all)| (at, idle(all), all.len()));
        let Some((&address, most, _)) = counted.max_by_key(|(_, idle, all)| (*idle, *all)) else { return false };
        let guests = self.guests.get_mut(&address).filter(|_| most > 0);
        let Some(guests) = guests else { return false };
        let Some(place) = guests.iter().position(|guest| !guest.busy.load(Ordering::Relaxed)) else { return false };
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
    /// Whether something is being done for the client: then it is not sent away.
    pub fn set_busy(&self, busy: bool) {
        self.busy.store(busy, Ordering::Relaxed);
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

    #[test]
    fn the_greediest_address_makes_room() {
        let places = Places::new(4);
        let greedy: Vec<_> = (0..3).map(|_| places.take(address(1)).unwrap()).collect();
        let honest = places.take(address(2)).unwrap();
        let other = places.take(address(3)).unwrap();
        let left: Vec<_> = greedy.iter().map(|place| place.leave().is_cancelled()).collect();
        assert_eq!((left, honest.leave().is_cancelled()), (vec![true, false, false], false));
        greedy[1].set_busy(true);
        let fourth = places.take(address(4)).unwrap();
        assert!(greedy[2].leave().is_cancelled() && !greedy[1].leave().is_cancelled(), "who is busy stays");
        for place in [&honest, &other, &fourth] {
            place.set_busy(true);
        }
        assert!(places.take(address(5)).is_none(), "everybody is busy");
        drop(other);
        assert!(places.take(address(5)).is_some());
    }

    #[test]
    fn places_come_back_once() {
        let places = Places::new(2);
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
