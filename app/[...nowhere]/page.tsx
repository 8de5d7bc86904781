import { notFound } from "next/navigation";

/** Every address that no page has. It is a page of its own, as what the root says of such addresses is drawn along with every other page. */
export default function Nowhere(): never {
  notFound();
}
