import { firstNames, lastNames } from "../../db/demo-names";

/** The commonest first: how often one is drawn falls with its place. */
export const givenNames = [
  ...words(`Maria Anna Peter Sarah Thomas Julia Michael Laura Daniel Emma David Sofia Martin Lena Paul Eva Adam Nina Jan
    Clara Lucas Alice Mark Helen Simon Ingrid Victor Irene Oscar Marta Felix Diana Hugo Teresa Bruno Monica Leo Valerie
    Erik Judith Ivan Esther Karl Agnes Pablo Ruth Anton Rita Emil Greta Omar Layla Ali Fatima Hassan Amina Karim Salma
    Wei Mei Jun Ling Hao Yan Chen Xin Yuki Haruto Sakura Ren Aoi Min-jun Seo-yeon Ji-woo Priya Rahul Ananya Rohan Kavya
    Aditya Meera Sanjay Thandiwe Sipho Chioma Kofi Ama Tunde Zanele Blessing Mateo Valentina Santiago Camila Joaquín
    Renata Thiago Larissa Olga Nikolai Tatiana Sergei Bogdan Milena Goran Vesna Dimitris Eleni Kostas Aino Mikko Sanna
    Freya Magnus Astrid Gunnar Signe Bjarne Niamh Cormac Aoife Rhys Carys Angus Isla Odile Thibault Solène Gaspard`),
  ...firstNames,
];

export const familyNames = [
  ...words(`Smith Müller García Wang Silva Nguyen Kim Johnson Rossi Ivanov Martin Andersson Hansen Novák Kowalski Popescu
    Yilmaz Cohen Khan Singh Patel Sharma Gupta Li Chen Zhang Liu Yang Huang Zhao Wu Zhou Suzuki Takahashi Watanabe Yamamoto
    Nakamura Kobayashi Park Choi Jung Kang Tran Pham Hoang Santos Oliveira Souza Lima Pereira Rodriguez Martinez Hernandez
    Lopez Gonzalez Perez Sanchez Ramirez Torres Flores Rivera Gomez Diaz Reyes Cruz Morales Ortiz Ramos Brown Jones Taylor
    Williams Wilson Evans Thomas Roberts Walker Wright Robinson Thompson White Hughes Edwards Green Hall Wood Harris Lewis
    Jackson Clarke Turner Hill Scott Cooper Morris Moore Ward Watson Baker Morrison Young Allen Mitchell Anderson Bell
    Campbell Stewart Fraser Murray Reid Ross Schmidt Schneider Fischer Becker Hoffmann Schäfer Koch Bauer Richter Klein Wolf
    Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Lange Werner Krause Lehmann Köhler Maier Huber Gruber Steiner
    Bernard Petit Durand Leroy Moreau Laurent Lefebvre Roux Fournier Girard Bonnet Mercier Blanc Guerin Faure Rousseau Bianchi
    Ferrari Esposito Colombo Ricci Marino Greco Conti Bruno Gallo Costa Giordano Mancini Rizzo Lombardi Barbieri Jansen
    Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Nielsen Jensen Pedersen Christensen Larsen
    Sørensen Rasmussen Johansen Olsen Berg Haugen Eriksen Karlsson Nilsson Larsson Olsson Persson Svensson Gustafsson
    Korhonen Virtanen Mäkinen Nieminen Laine Heikkinen Petrov Sidorov Smirnov Kuznetsov Popov Vasiliev Sokolov Mikhailov
    Bondarenko Kovalenko Tkachenko Nagy Kovács Tóth Szabó Varga Kiss Molnár Farkas Balogh Papadopoulos Georgiou Nikolaidis
    Okafor Eze Balogun Abiodun Mwangi Otieno Wanjiku Dlamini Nkosi Mokoena Tesfaye Bekele Abdi Diallo Traoré Keita Ndiaye
    Levy Mizrahi Peretz Friedman Haddad Khalil Mansour Nasser Saleh Rahimi Hosseini Karimi Siddiqui Malik Chaudhry Hussain
    Reddy Nair Menon Banerjee Chatterjee Das Bose Joshi Kulkarni Deshpande Fernando Perera Silvaraj Tan Lim Ng Wong Chan
    Cheung Lau Santoso Wijaya Hartono Reyes-Cruz Villanueva Bautista Quisumbing Zubiri Xanthos Quarrington Vrubel`),
  ...lastNames,
];

/** Names of those who write them in other letters. */
export const otherScripts = [
  ...["李 伟", "王 芳", "佐藤 美咲", "김 민준", "Ольга Иванова", "Дмитрий Соколов", "Ελένη Παπαδοπούλου"],
  ...["محمد الأحمد", "נועה כהן", "Nguyễn Thị Minh Châu", "प्रिया शर्मा", "สมชาย ใจดี"],
];

export const groupWords = words(
  `Platform Security Data Design Support Billing Release Research People Contractors Finance Legal Sales Marketing Field
   Mobile Web Search Identity Network Storage Compute Edge Quality Docs Training Partners Operations Facilities Students`,
);

function words(text: string): string[] {
  return text.split(/\s+/);
}
