"use client";

export const Rows = ({ people }) => (
  <table>
    <tbody>
      {people.map((person) => (
        <tr key={person.id}>
          <th>{person.name}</th>
          <td>{person.email}</td>
          <td>{person.role}</td>
          <td>{person.status}</td>
          <td>{person.groups}</td>
          <td>{person.seen}</td>
          <td>{person.created}</td>
          <td>
            <button type="button">Menu</button>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
