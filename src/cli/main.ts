#!/usr/bin/env node
import './require-node';
import { runCommandLine } from './run-command-line';

void runCommandLine();
