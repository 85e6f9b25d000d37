/** What a configuration depends on. */
export interface ClusterPlace {
  /** Folder for the state and the logs of all daemons; without spaces. */
  readonly folder: string;
  /** Name of this machine. */
  readonly host: string;
  /** The first of five ports. */
  readonly firstPort: number;
}

/** The nodes of the cluster. */
export const nodeNames = ['n1', 'n2'] as const;

/**
 * The configuration of a Slurm with two nodes of one processor each on this machine, without accounting
 * and control groups, for Slurm 22.05 and later (slurm.conf(5)). Jobs of the partition `urgent` have those
 * of `main` requeued.
 */
export function formatSlurmConf({ folder, host, firstPort }: ClusterPlace): string {
  return `ClusterName=ablate
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${folder}/munge/socket
SlurmctldPort=${firstPort}
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd-%n.pid
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool/%n
SlurmctldLogFile=${folder}/log/slurmctld.log
SlurmdLogFile=${folder}/log/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
KillWait=10
MinJobAge=300
SchedulerParameters=sched_interval=1,bf_interval=1
SlurmctldTimeout=30
SlurmdTimeout=10
InactiveLimit=0
MailProg=/bin/true
NodeName=n[1-2] NodeHostname=${host} NodeAddr=127.0.0.1 Port=[${firstPort + 1}-${firstPort + 2}] CPUs=1 State=UNKNOWN
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP PriorityTier=1 GraceTime=0
PartitionName=urgent Nodes=ALL MaxTime=INFINITE State=UP PriorityTier=10 PreemptMode=OFF
`;
}
