"use client";

import { browserSignIn } from "@/app/browser-sign-in";
import { SignInForm } from "@/components/doors/sign-in-form";

type Props = { host: string; next: string; notice?: string };

/** The sign-in form on the browser's own way of signing in. */
export const SignInDoor = (props: Props) => <SignInForm {...props} actions={{ signIn: browserSignIn }} />;
