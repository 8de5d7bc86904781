"use client";

import { WentWrong } from "@/components/shell/went-wrong";

export default WentWrong;
