/** The places of purchase: the online shop and four stationary stores. */
export interface SampleStore {
  store_id: string;
  kind: 'online' | 'stationary';
  name: string;
  address?: { street: string; postal_code: string; city: string; country: string };
}

export const ONLINE_STORE: SampleStore = { store_id: 'web', kind: 'online', name: 'kleinerfuchs.example' };

export const STATIONARY_STORES: readonly SampleStore[] = [
  store('berlin', 'Kastanienallee 12', '10435', 'Berlin', 'DE'),
  store('munich', 'Hohenzollernstraße 40', '80801', 'München', 'DE'),
  store('vienna', 'Neubaugasse 7', '1070', 'Wien', 'AT'),
  store('bolzano', 'Via dei Portici 21', '39100', 'Bolzano', 'IT'),
];

function store(id: string, street: string, postalCode: string, city: string, country: string): SampleStore {
  const address = { street, postal_code: postalCode, city, country };
  return { store_id: id, kind: 'stationary', name: `Kleiner Fuchs ${city}`, address };
}
